package dev.jopher.bench.board;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** On what the figures were made: a list for the reader of the board. */
record Machine(List<String> lines) {
    /** Returns how much else it does: the load of the last minutes, before anything is measured. */
    static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).split(" ")[1] : "?";
    }

    static Machine look(Setting setting, String load) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("Load in the five minutes before, 0 if nothing else ran: " + load);
        lines.add("Day: " + LocalDate.now());
        lines.add("Processor: " + first("/proc/cpuinfo", "model name") + ", "
                + Runtime.getRuntime().availableProcessors() + " of them");
        lines.add("Memory: " + first("/proc/meminfo", "MemTotal"));
        lines.add("System: " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        lines.add("JDK: " + System.getProperty("java.vm.name") + " "
                + System.getProperty("java.vm.version"));
        if (setting.present().contains(Contestant.GO)) {
            lines.add("Go: " + GoBuild.version(setting.home().resolve("bench/go")));
        }
        lines.add("Jopher's scheduler: " + scheduler(setting));
        libraries(setting).forEach(l -> lines.add("Library: " + l));
        return new Machine(lines);
    }

    /**
     * Returns the scheduler that the flags of jopher run select. A JDK that Jopher does not know
     * would make it fall back to the JDK's.
     */
    private static String scheduler(Setting setting) throws IOException {
        var command = List.of(setting.home().resolve("jopher").toString(), "doctor");
        String said =
                new String(new ProcessBuilder(command).start().getInputStream().readAllBytes(),
                        StandardCharsets.UTF_8);
        return said.lines().filter(l -> l.startsWith("scheduler")).findFirst()
                .map(l -> l.replaceFirst("scheduler *", "")).orElse("?");
    }

    private static List<String> libraries(Setting setting) throws IOException {
        try (Stream<Path> jars = Files.list(setting.home().resolve("bench/target/lib"))) {
            return jars.map(j -> j.getFileName().toString().replace(".jar", ""))
                    .map(j -> j.startsWith("channels-") ? "jox-" + j : j)
                    .filter(j -> !j.matches("(annotations|jspecify).*")).sorted().toList();
        }
    }

    /** Returns what follows the colon in the first line that begins so. */
    private static String first(String file, String beginning) throws IOException {
        if (!Files.exists(Path.of(file))) {
            return "?";
        }
        try (Stream<String> all = Files.lines(Path.of(file))) {
            return all.filter(l -> l.startsWith(beginning)).findFirst()
                    .map(l -> l.substring(l.indexOf(':') + 1).strip()).orElse("?");
        }
    }
}

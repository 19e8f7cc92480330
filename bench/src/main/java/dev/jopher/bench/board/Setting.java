package dev.jopher.bench.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where everything is: the repository, the JDK, the flags, the worker in Go, and the contestants
 * that could not be found.
 *
 * @param home the repository
 * @param java the JDK's {@code java}
 * @param runFlags what {@code jopher run} gives to a JVM
 * @param missing contestants that are not here, and why
 */
record Setting(Path home, Path java, List<String> runFlags, Map<Contestant, String> missing) {
    /** What the README recommends; the others do not need it, and it does nothing to them. */
    private static final String ONE_FLAG = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    /**
     * Builds the worker in Go. {@code flags} is what {@code bench/Flags.java} wrote; it is read and
     * removed.
     */
    static Setting find(Path home, Path flags) throws IOException {
        var missing = new LinkedHashMap<Contestant, String>();
        String failure = GoBuild.build(home.resolve("bench/go"), goWorker(home));
        if (!failure.isEmpty()) {
            missing.put(Contestant.GO, failure);
        }
        return jopherAlone(home, flags).missing(missing);
    }

    /** Returns the setting without the others. */
    static Setting jopherAlone(Path home, Path flags) throws IOException {
        Files.createDirectories(home.resolve("bench/target/log"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> all = Files.readAllLines(flags);
        Files.deleteIfExists(flags);
        return new Setting(home, java, all, Map.of());
    }

    private Setting missing(Map<Contestant, String> those) {
        return new Setting(home, java, runFlags, those);
    }

    static Path goWorker(Path home) {
        return home.resolve("bench/target/go-worker");
    }

    Set<Contestant> present() {
        var all = EnumSet.allOf(Contestant.class);
        all.removeAll(missing.keySet());
        return all;
    }

    /** Returns the flags of all JVMs. */
    List<String> flags(Table table) {
        return flags(table, runFlags);
    }

    /** Returns the flags of a table, where {@code run} are those of jopher run. */
    static List<String> flags(Table table, List<String> run) {
        return table == Table.RUN ? run : List.of(ONE_FLAG);
    }

    /** Starts a worker; {@code extra} are flags for a JVM. */
    WorkerProcess start(Contestant c, int procs, Table table, String... extra) throws IOException {
        return new WorkerProcess(command(c, procs, table, extra), log(c.key()));
    }

    /** Returns where the worker of that name writes what is no answer. */
    Path log(String name) {
        return home.resolve("bench/target/log/" + name + ".log");
    }

    List<String> command(Contestant c, int procs, Table table, String... extra) {
        if (c == Contestant.GO) {
            return List.of(goWorker(home).toString(), Integer.toString(procs));
        }
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(flags(table));
        command.addAll(c.procsFlags(procs));
        command.addAll(List.of(extra));
        command.addAll(List.of("-cp", classPath(), c.main, Integer.toString(procs)));
        return command;
    }

    /**
     * Returns the command of a server, or of the process that loads it, with the flags of a
     * contestant; Go's worker is all of that.
     */
    List<String> serverCommand(Contestant c, int procs, Table table, String... main) {
        if (c == Contestant.GO) {
            return command(c, procs, table);
        }
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(flags(table));
        command.addAll(c.procsFlags(procs));
        command.addAll(List.of("-cp", classPath()));
        command.addAll(List.of(main));
        command.add(Integer.toString(procs));
        return command;
    }

    private String classPath() {
        Path target = home.resolve("bench/target");
        return target.resolve("classes") + ":" + target.resolve("lib/*");
    }
}

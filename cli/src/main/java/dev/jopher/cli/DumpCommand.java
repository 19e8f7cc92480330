package dev.jopher.cli;

import java.util.ArrayList;
import java.util.List;

/** {@code jopher dump}: prints where the goroutines of another JVM are. */
final class DumpCommand {
    private DumpCommand() {}

    static int run(List<String> words) {
        List<String> options = new ArrayList<>();
        List<String> rest = new ArrayList<>();
        for (String word : words) {
            if (word.startsWith("-")) {
                options.add(option(word));
            } else {
                rest.add(word);
            }
        }
        if (rest.size() != 1) {
            throw CommandException.usage("dump: name one process, as in \"jopher dump 4711\"; "
                    + "\"jopher ps\" lists them");
        }
        String pid = rest.getFirst();
        if (!pid.matches("[0-9]{1,18}")) {
            throw CommandException.usage("dump: a process is a number, not '" + pid + "'");
        }
        System.out.print(TargetJvm.of(Long.parseLong(pid)).ask(options));
        return Main.EXIT_OK;
    }

    private static String option(String word) {
        return switch (word) {
            case "-json", "--json" -> "JSON";
            case "-all", "--all" -> "ALL_FRAMES";
            case "-unfolded", "--unfolded" -> "UNFOLDED";
            default -> throw CommandException
                    .usage("unknown flag " + word + "; \"jopher help dump\" lists the flags");
        };
    }
}

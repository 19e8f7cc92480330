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
        System.out.print(TargetJvm.of(process("dump", rest)).ask(options));
        return Main.EXIT_OK;
    }

    /**
     * Returns the process that the command line names.
     *
     * @param words what is no flag
     * @throws CommandException if that is not one number
     */
    static long process(String command, List<String> words) {
        if (words.size() != 1) {
            throw CommandException.usage(command + ": name one process, as in \"jopher " + command
                    + " 4711\"; \"jopher ps\" lists them");
        }
        String pid = words.getFirst();
        if (!pid.matches("[0-9]{1,18}")) {
            throw CommandException
                    .usage(command + ": a process is a number, not '" + pid + "'");
        }
        return Long.parseLong(pid);
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

package dev.jopher.cli;

import java.util.List;

/**
 * The command {@code jopher}. Its first word selects a command; each command is a class.
 *
 * <p>The words are parsed by hand, as Go's are: a library for it (picocli) took 100 ms, half of
 * what a start takes, because no AOT cache accepts class files as old as its are.
 */
public final class Main {
    static final int EXIT_OK = 0;
    /** The program does not compile, or has nothing to start with. */
    static final int EXIT_PROGRAM = 1;
    /** Usage error. */
    static final int EXIT_USAGE = 2;

    private Main() {}

    /** Runs the command and exits. */
    public static void main(String[] args) {
        StandardStreams.install();
        System.exit(run(List.of(args)));
    }

    /** Runs the command. Returns the exit code if no program ended the JVM meanwhile. */
    static int run(List<String> words) {
        if (words.isEmpty()) {
            System.err.print(Help.GENERAL);
            return EXIT_USAGE;
        }
        List<String> rest = words.subList(1, words.size());
        try {
            if (Help.isWanted(rest)) {
                return Help.run(words.subList(0, 1));
            }
            return switch (words.getFirst()) {
                case "run" -> RunCommand.run(RunOptions.of(rest));
                case "explore" -> ExploreCommand.run(ExploreOptions.of(rest));
                case "trace" -> TraceCommand.run(TraceOptions.of(rest));
                case "version", "-version", "--version" -> VersionCommand.run(rest);
                case "dump" -> DumpCommand.run(rest);
                case "top" -> TopCommand.run(rest);
                case "ps" -> PsCommand.run(rest);
                case "doctor" -> DoctorCommand.run(rest);
                case "completion" -> Completion.run(rest);
                case "help", "-h", "-help", "--help" -> Help.run(rest);
                default -> runModule(words.getFirst(), rest);
            };
        } catch (CommandException e) {
            System.err.println("jopher: " + e.getMessage());
            return e.exitCode();
        }
    }

    private static int runModule(String name, List<String> rest) {
        CommandModule module = Modules.command(name);
        if (module != null) {
            return module.run(rest);
        }
        throw CommandException.usage(unknown(name));
    }

    private static String unknown(String word) {
        if (word.startsWith("-")) {
            return "unknown flag " + word + "; \"jopher help\" lists the commands";
        }
        return word.endsWith(".java")
                ? "unknown command " + word + "; did you mean \"jopher run " + word + "\"?"
                : "unknown command " + word + "; \"jopher help\" lists the commands";
    }
}

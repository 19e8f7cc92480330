package dev.jopher.cli;

import java.util.List;

/**
 * {@code jopher ps}: the JVMs that run Jopher and that "jopher dump" can attach to, and how many
 * goroutines each has.
 */
final class PsCommand {
    private PsCommand() {}

    static int run(List<String> words) {
        if (!words.isEmpty()) {
            throw CommandException.usage("ps takes no arguments");
        }
        System.out.printf("%8s %10s  %s%n", "PID", "GOROUTINES", "PROGRAM");
        long own = ProcessHandle.current().pid();
        for (long pid : JvmProcess.all()) {
            if (pid != own) {
                print(pid);
            }
        }
        return Main.EXIT_OK;
    }

    /**
     * Prints one process. Prints nothing for a JVM that does not run Jopher, or belongs to another
     * user, or has just ended. Goroutines are counted only in JVMs that the command has started:
     * others would print a warning that an agent was loaded.
     */
    private static void print(long pid) {
        try {
            TargetJvm jvm = TargetJvm.of(pid);
            String goroutines = jvm.isOurs() ? jvm.ask(List.of("count")) : "-";
            System.out.printf("%8s %10s  %s%n", pid, goroutines, jvm.program());
        } catch (CommandException e) {
            // See above.
        }
    }
}

package dev.jopher.cli;

import java.util.List;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import org.jspecify.annotations.Nullable;

/** {@code jopher ps}: the JVMs of this user that run Jopher, and how many goroutines each has. */
final class PsCommand {
    private static final String COMMAND = Main.class.getName() + " ";

    private PsCommand() {}

    static int run(List<String> words) {
        if (!words.isEmpty()) {
            throw CommandException.usage("ps takes no arguments");
        }
        System.out.printf("%8s %10s  %s%n", "PID", "GOROUTINES", "PROGRAM");
        String own = String.valueOf(ProcessHandle.current().pid());
        for (VirtualMachineDescriptor jvm : VirtualMachine.list()) {
            String goroutines = jvm.id().equals(own) ? null : goroutines(jvm);
            if (goroutines != null) {
                System.out.printf("%8s %10s  %s%n", jvm.id(), goroutines,
                        program(jvm.displayName()));
            }
        }
        return Main.EXIT_OK;
    }

    /**
     * Null if it does not run Jopher, or not for us, or has just ended. Only our own command's JVMs are counted: others would
     * print a warning that an agent was loaded.
     */
    private static @Nullable String goroutines(VirtualMachineDescriptor jvm) {
        try {
            OtherJvm other = new OtherJvm(jvm.id());
            if (!other.runsJopher()) {
                return null;
            }
            return jvm.displayName().startsWith(COMMAND) ? other.ask(List.of("count")) : "-";
        } catch (CommandException e) {
            return null;
        }
    }

    private static String program(String displayName) {
        return displayName.startsWith(COMMAND)
                ? "jopher " + displayName.substring(COMMAND.length())
                : displayName;
    }
}

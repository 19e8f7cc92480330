package dev.jopher.cli;

import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Collectors;

import dev.jopher.Go;
import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/** {@code jopher doctor}: what programs run on here, and what is worth knowing about it. */
final class DoctorCommand {
    /** Set by the script, which has tried. */
    private static final String AOT_WORKS = "jopher.aot";

    private DoctorCommand() {}

    static int run(List<String> words) {
        if (!words.isEmpty()) {
            throw CommandException.usage("doctor takes no arguments");
        }
        Environment.check(System.getenv());
        ParallelismOption.apply(null, System.getenv("GOMAXPROCS"));
        print(System.out);
        return Main.EXIT_OK;
    }

    private static void print(PrintStream out) {
        row(out, "version", VersionCommand.line());
        row(out, "JDK", System.getProperty("java.vendor") + " " + Runtime.version() + " in "
                + System.getProperty("java.home"));
        String bugs = KnownJdkBugs.of(Runtime.version());
        if (bugs != null) {
            row(out, "", bugs);
        }
        row(out, "scheduler", GoRuntime.scheduler().toString());
        row(out, "processors", Go.maxProcs() + " for goroutines, of " + Go.numCPU());
        row(out, "collector", collector() + ", heap up to "
                + Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MB");
        row(out, "AOT cache", aotCache(System.getProperty(AOT_WORKS)));
        row(out, "program cache", programCache());
        row(out, "threads", Boolean.parseBoolean(
                System.getProperty("jdk.trackAllThreads", "true"))
                        ? "tracked by the JDK: its thread dumps show goroutines"
                        : "not tracked by the JDK: its thread dumps do not show goroutines");
        row(out, "java.lang", JdkInternals.isOpen()
                ? "open: goroutines run on Jopher's scheduler"
                : "not open: goroutines run on the JDK's scheduler");
        out.println();
        out.print(
                """
                        To use the library without this command, give java one flag:
                            --add-opens java.base/java.lang=ALL-UNNAMED   (=dev.jopher on the module path)
                        With it goroutines run on Jopher's scheduler. Without it everything works the same, slower, on
                        the JDK's, where endless loops delay all others. "jopher run" gives it by itself.
                        """);
    }

    private static void row(PrintStream out, String name, String value) {
        out.printf("%-14s %s%n", name, value);
    }

    private static String collector() {
        return ManagementFactory.getGarbageCollectorMXBeans()
                .stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
    }

    private static String aotCache(@Nullable String works) {
        return switch (works) {
            case "yes" -> "used";
            case "no" -> "not used: the JVM does not take it with these options";
            case null, default -> "unknown: the JVM was not started by the script jopher";
        };
    }

    private static String programCache() {
        var directory = CompileCache.directory(System.getenv());
        return directory == null ? "off" : directory.toString();
    }
}

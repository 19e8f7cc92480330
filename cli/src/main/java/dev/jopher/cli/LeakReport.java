package dev.jopher.cli;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.jopher.Go;
import dev.jopher.GoroutineGroup;
import dev.jopher.Leaks;
import dev.jopher.internal.deadlock.FullDump;
import dev.jopher.internal.deadlock.LockCycleDetector;
import dev.jopher.internal.dump.Dump;
import dev.jopher.internal.dump.Names;
import dev.jopher.internal.leak.LiveGoroutines;
import dev.jopher.internal.program.Program;
import dev.jopher.internal.report.GroupText;
import dev.jopher.internal.report.Reports;
import dev.jopher.internal.track.OpenResources;

/** {@code jopher run -leaks}: the goroutines that are left when main has returned. */
final class LeakReport {
    /** How long goroutines that are about to end may pause. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    /** Longest wait for goroutines that do not come to rest. */
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private static final Pattern HAS_LEAKED =
            Pattern.compile("goroutine (\\d+), which has leaked");

    private LeakReport() {}

    /**
     * Returns the report when main has returned; empty if nothing is left. Called by main's
     * goroutine.
     */
    static String afterMain() {
        LiveGoroutines.awaitEndOrStandstill(PATIENCE, LONGEST);
        return goroutines() + OpenResources.report();
    }

    private static String goroutines() {
        if (Go.numGoroutine() == 1) {
            return "";
        }
        Reports.print(LockCycleDetector.unreported());
        try {
            return of(Leaks.find(), FullDump.others());
        } catch (IllegalStateException e) {
            return "jopher: " + e.getMessage() + "\n" + of(List.of(), FullDump.others());
        }
    }

    /**
     * Prints a report if something else than the end of main, or a report, ends the JVM. Runs as a
     * shutdown hook.
     */
    static void atShutdown() {
        if (Program.isUnderWay()) {
            Dump.Part left = FullDump.others();
            Reports.print("left when the program was ended: " + goroutines(left.count()) + "\n\n"
                    + left.text());
        }
    }

    /**
     * Returns the report.
     *
     * @param others goroutines that are left, but can still be reached
     */
    static String of(List<GoroutineGroup> leaks, Dump.Part others) {
        StringBuilder report = new StringBuilder();
        int count = leaks.stream().mapToInt(GoroutineGroup::count).sum();
        if (count > 0) {
            report.append("leaked: ").append(goroutines(count))
                    .append(", for nobody can reach what ")
                    .append(count == 1 ? "it waits" : "they wait")
                    .append(" for\n\n");
            leaks.forEach(leak -> report.append(text(leak)).append("\n\n"));
        }
        if (others.count() > 0) {
            report.append("left when main returned: ").append(goroutines(others.count()))
                    .append(", which can still be reached\n\n")
                    .append(withAbove(others.text(), leaks));
        }
        return report.toString();
    }

    /** Adds, for goroutines that have leaked, whether they are in the same report. */
    private static String withAbove(String text, List<GoroutineGroup> leaks) {
        Set<String> listed = leaks.stream().flatMap(leak -> leak.goroutines().stream())
                .map(String::valueOf).collect(Collectors.toSet());
        return HAS_LEAKED.matcher(text)
                .replaceAll(m -> m.group() + (listed.contains(m.group(1)) ? " (above)" : ""));
    }

    /** Returns the text of a group with what is only useful next to the others. */
    private static String text(GoroutineGroup leak) {
        return GroupText.line(leak.count(), leak.reason(), leak.stack(), leak.createdAt())
                + (leak.labels().isEmpty() ? "" : ", labels " + leak.labels())
                + "\n\t" + Names.of(leak.goroutines())
                + (leak.waitedOn().isEmpty() ? "" : "\n\twaiting on " + leak.waitedOn())
                + GroupText.frames(leak.stack());
    }

    private static String goroutines(long n) {
        return n == 1 ? "1 goroutine" : n + " goroutines";
    }
}

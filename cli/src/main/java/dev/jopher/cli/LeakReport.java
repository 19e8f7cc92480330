package dev.jopher.cli;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

import dev.jopher.Go;
import dev.jopher.Leak;
import dev.jopher.Leaks;
import dev.jopher.runtime.CycleWatch;
import dev.jopher.runtime.Dump;
import dev.jopher.runtime.Program;
import dev.jopher.runtime.Reports;

/** {@code jopher run -leaks}: the goroutines that are left when main has returned. */
final class LeakReport {
    /** Who is on the way out gets so long for it. */
    private static final int GRACE_MILLIS = 200;

    /** So many are told by their number. */
    private static final int MOST_IDS = 8;

    private LeakReport() {}

    /** What to print when main has returned; empty if no other goroutine is left. Called by main's goroutine. */
    static String afterMain() {
        for (int i = 0; i < GRACE_MILLIS && Go.numGoroutine() > 1; i++) {
            Go.sleep(Duration.ofMillis(1));
        }
        if (Go.numGoroutine() == 1) {
            return "";
        }
        Reports.print(CycleWatch.untold());
        try {
            return of(Leaks.find(), Dump.others());
        } catch (IllegalStateException e) {
            return "jopher: " + e.getMessage() + "\n" + of(List.of(), Dump.others());
        }
    }

    /** To be run when the JVM ends: what to print if something else than the end of main, or a report, ends it. */
    static void atShutdown() {
        if (Program.isUnderWay()) {
            Dump.Others left = Dump.others();
            Reports.print("left when the program was ended: " + goroutines(left.count()) + "\n\n"
                    + left.text());
        }
    }

    /** {@code others}: goroutines that are left, but can still be reached. */
    static String of(List<Leak> leaks, Dump.Others others) {
        StringBuilder report = new StringBuilder();
        int count = leaks.stream().mapToInt(Leak::count).sum();
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
                    .append(others.text());
        }
        return report.toString();
    }

    /** With what is of use only beside the others. */
    private static String text(Leak leak) {
        String ids = leak.goroutines().stream().limit(MOST_IDS).map(String::valueOf)
                .collect(Collectors.joining(", "));
        String more = "\n\tgoroutine" + (leak.count() == 1 ? " " : "s ") + ids
                + (leak.count() > MOST_IDS ? ", ..." : "")
                + (leak.waitedOn().isEmpty() ? "" : "\n\twaiting on " + leak.waitedOn());
        return leak.toString().replaceFirst("\n|$", Matcher.quoteReplacement(more) + "$0");
    }

    private static String goroutines(long n) {
        return n == 1 ? "1 goroutine" : n + " goroutines";
    }
}

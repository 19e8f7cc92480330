package dev.jopher.cli;

import java.time.Duration;
import java.util.List;

import dev.jopher.Go;
import dev.jopher.Leak;
import dev.jopher.Leaks;
import dev.jopher.runtime.Dump;

/** {@code jopher run -leaks}: the goroutines that are left when main has returned. */
final class LeakReport {
    /** Who is on the way out gets so long for it. */
    private static final int GRACE_MILLIS = 200;

    private LeakReport() {}

    /** What to print when main has returned; empty if no other goroutine is left. Called by main's goroutine. */
    static String afterMain() {
        for (int i = 0; i < GRACE_MILLIS && Go.numGoroutine() > 1; i++) {
            Go.sleep(Duration.ofMillis(1));
        }
        if (Go.numGoroutine() == 1) {
            return "";
        }
        try {
            return of(Leaks.find(), Go.numGoroutine() - 1);
        } catch (IllegalStateException e) {
            return "jopher: " + e.getMessage() + "\n" + of(List.of(), Go.numGoroutine() - 1);
        }
    }

    /** {@code others}: goroutines that are left, but can still be reached. */
    static String of(List<Leak> leaks, int others) {
        StringBuilder report = new StringBuilder();
        int count = leaks.stream().mapToInt(Leak::count).sum();
        if (count > 0) {
            report.append("leaked: ").append(goroutines(count))
                    .append(", for nobody can reach what they wait for\n\n");
            leaks.forEach(leak -> report.append(leak).append("\n\n"));
        }
        if (others > 0) {
            report.append("left when main returned: ").append(goroutines(others))
                    .append(", which somebody might still wake\n\n")
                    .append(Dump.others());
        }
        return report.toString();
    }

    private static String goroutines(int n) {
        return n == 1 ? "1 goroutine" : n + " goroutines";
    }
}

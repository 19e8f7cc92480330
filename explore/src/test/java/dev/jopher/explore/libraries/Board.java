package dev.jopher.explore.libraries;

import java.time.Duration;
import java.util.Locale;

import dev.jopher.explore.ExplorationFailure;
import dev.jopher.explore.ExploreOptions;
import dev.jopher.explore.libraries.KnownBug.Release;

/**
 * Prints in how many schedules each bug is found, and whether the corrected release is silent: the
 * figures of {@code explore/BOARD.md}. Arguments: seeds, schedules of the corrected release.
 */
final class Board {
    private static final int CAP = 10_000;
    private static final ExploreOptions OPTIONS =
            ExploreOptions.DEFAULT.time(Duration.ofMinutes(10));

    private Board() {}

    public static void main(String[] args) throws Throwable {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        int silent = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        for (KnownBug bug : KnownBug.all()) {
            Release buggy = bug.withBug();
            int sum = 0;
            int most = 0;
            int missed = 0;
            for (int seed = 1; seed <= seeds; seed++) {
                int n = schedules(buggy, seed);
                missed += n == CAP ? 1 : 0;
                sum += n;
                most = Math.max(most, n);
            }
            Release fixed = bug.corrected();
            long start = System.nanoTime();
            boolean failed = fails(fixed, OPTIONS.schedules(silent));
            System.out.printf(Locale.ROOT,
                    "| %s | %s %s | %.1f / %d, %d missed | %s | %s | %,d/s |%n",
                    bug.issue(), bug.artifact(), bug.buggy(), (double) sum / seeds, most, missed,
                    bug.fixed(), failed ? "FAILS" : "silent",
                    (long) (silent * 1e9 / (System.nanoTime() - start)));
        }
    }

    /**
     * Returns the least limit of schedules with which the bug is found. A check of linearizability
     * looks at the limit after each program, which is after 50 schedules.
     */
    private static int schedules(Release release, int seed) throws Throwable {
        int low = 0;
        int high = 1;
        while (high < CAP && !fails(release, OPTIONS.seed(seed).schedules(high))) {
            low = high;
            high = Math.min(CAP, high * 2);
        }
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (fails(release, OPTIONS.seed(seed).schedules(middle))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static boolean fails(Release release, ExploreOptions options) throws Throwable {
        try {
            release.explore(options);
            return false;
        } catch (ExplorationFailure e) {
            return true;
        }
    }
}

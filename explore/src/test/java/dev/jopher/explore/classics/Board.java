package dev.jopher.explore.classics;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.jopher.explore.internal.search.Exploration;
import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.search.Result;
import dev.jopher.explore.internal.world.Goroutines;

/**
 * Prints how many schedules each program takes until the bug is found, and how many run in a
 * second: the figures of {@code explore/BOARD.md}. Arguments: seeds, seconds for the speed of one
 * program, strategies, "later" for the programs that are younger than the strategies.
 */
final class Board {
    private static final int CAP = 20_000;

    private Board() {}

    public static void main(String[] args) {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        int millis = args.length > 1 ? (int) (1000 * Double.parseDouble(args[1])) : 1000;
        String[] strategies = args.length > 2 ? args[2].split(",") : new String[] {Options.MIXED};
        List<Program> programs =
                args.length > 3 && args[3].equals("later") ? Later.ALL : Classics.ALL;
        var unused = Goroutines.init(Board.class.getClassLoader());
        System.out.println("| program | threads | points | " + String.join(" | ", strategies)
                + (millis > 0 ? " | schedules/s" : "") + " |");
        System.out.println("|---".repeat(strategies.length + (millis > 0 ? 4 : 3)) + "|");
        double[][] means = new double[strategies.length][programs.size()];
        for (int p = 0; p < programs.size(); p++) {
            Program program = programs.get(p);
            Result size = run(program, true, Options.DEFAULT.withSchedules(5));
            var line = new StringBuilder("| " + program + " | " + size.threads() + " | "
                    + size.points());
            for (int s = 0; s < strategies.length; s++) {
                line.append(" | ").append(found(program, strategies[s], seeds, means[s], p));
            }
            if (millis > 0) {
                line.append(" | ").append(speed(program, strategies[0], millis));
            }
            System.out.println(line + " |");
        }
        for (int s = 0; s < strategies.length; s++) {
            Arrays.sort(means[s]);
            System.out.printf(Locale.ROOT, "%s: median %.1f, worst %.1f%n", strategies[s],
                    median(means[s]), means[s][means[s].length - 1]);
        }
    }

    /** Returns the mean of the two in the middle if their number is even. */
    private static double median(double[] sorted) {
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    private static Result run(Program program, boolean fixed, Options options) {
        return new Exploration(options, () -> program.run(fixed)).run();
    }

    /** Returns "mean / most" of the schedules to the first failure. */
    private static String found(Program program, String strategy, int seeds, double[] means,
            int index) {
        Options options = Options.DEFAULT.withStrategy(strategy).withSchedules(CAP);
        int sum = 0;
        int most = 0;
        int missed = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            Result r = run(program, false, options.withSeed(seed));
            missed += r.failure() == null ? 1 : 0;
            sum += r.schedules();
            most = Math.max(most, r.schedules());
        }
        means[index] = (double) sum / seeds;
        return String.format(Locale.ROOT, "%.1f / %d%s", means[index], most,
                missed > 0 ? " (" + missed + " not found)" : "");
    }

    private static long speed(Program program, String strategy, int millis) {
        Options options = Options.DEFAULT.withStrategy(strategy).withSchedules(Integer.MAX_VALUE)
                .withTime(Duration.ofMillis(millis));
        Result warm = run(program, true, options);
        long best = 0;
        for (int i = 0; i < 3; i++) {
            Result r = run(program, true, options.withSeed(i));
            best = Math.max(best, (long) (r.schedules() * 1e9 / r.nanos()));
        }
        return best;
    }
}

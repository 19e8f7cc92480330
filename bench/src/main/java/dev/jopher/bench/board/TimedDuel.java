package dev.jopher.bench.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A row that the workers measure, in two builds: both warm up, then they have their rounds in turn;
 * a pair counts with the median of each.
 */
record TimedDuel(Row row, int procs, Table table, List<Comparison> comparisons) implements Duel {
    private static final int ROUNDS = 3;
    /** One round is enough of a row that takes so long: in nanoseconds, for both builds. */
    private static final long ENOUGH = 2_000_000_000;

    TimedDuel(Row row, int procs, Table table) {
        this(row, procs, table, List.of(new Comparison(row.name(),
                Step.name(row.name(), procs, table), "ns")));
    }

    @Override
    public void pair(Builds builds, boolean ourFirst) throws IOException, FigureException {
        try (var first = builds.start(ourFirst, procs, table, List.of());
                var second = builds.start(!ourFirst, procs, table, List.of())) {
            var one = new Side(ourFirst, new Turns(first, row, builds.options().round()));
            var other = new Side(!ourFirst, new Turns(second, row, builds.options().round()));
            one.warmUp(builds.options().warmUp());
            other.warmUp(builds.options().warmUp());
            long start = System.nanoTime();
            for (int i = 0; i < ROUNDS && (i == 0 || System.nanoTime() - start < ENOUGH); i++) {
                (i % 2 == 0 ? one : other).turn();
                (i % 2 == 0 ? other : one).turn();
            }
            comparisons.getFirst().add((ourFirst ? one : other).median(),
                    (ourFirst ? other : one).median());
        }
    }

    /** One build's process in a pair. */
    private record Side(boolean our, Turns turns, List<Double> figures) {
        Side(boolean our, Turns turns) {
            this(our, turns, new ArrayList<>());
        }

        void warmUp(long least) throws FigureException {
            try {
                turns.warmUp(least);
            } catch (WorkerException e) {
                throw new FigureException(our, String.valueOf(e.getMessage()), e);
            }
        }

        void turn() throws FigureException {
            try {
                figures.add(turns.next());
            } catch (WorkerException e) {
                throw new FigureException(our, String.valueOf(e.getMessage()), e);
            }
        }

        double median() {
            return Statistics.median(figures);
        }
    }
}

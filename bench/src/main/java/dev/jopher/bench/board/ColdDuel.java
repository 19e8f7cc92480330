package dev.jopher.bench.board;

import java.io.IOException;
import java.util.List;

/** A {@link Cliff} in two builds: once in a fresh process of each. */
record ColdDuel(Cliff cliff, List<Comparison> comparisons) implements Duel {
    ColdDuel(Cliff cliff) {
        this(cliff, List.of(new Comparison(cliff.row().name(),
                Step.name(cliff.row().name(), CliffStep.PROCS, Table.RUN), "ns")));
    }

    @Override
    public void pair(Builds builds, boolean ourFirst) throws IOException, FigureException {
        double first = measure(builds, ourFirst);
        double second = measure(builds, !ourFirst);
        comparisons.getFirst().add(ourFirst ? first : second, ourFirst ? second : first);
    }

    private double measure(Builds builds, boolean our) throws IOException, FigureException {
        try (var worker = builds.start(our, CliffStep.PROCS, Table.RUN, cliff.flags())) {
            return CliffStep.cold(cliff.row(), worker);
        } catch (WorkerException e) {
            throw new FigureException(our, String.valueOf(e.getMessage()), e);
        }
    }
}

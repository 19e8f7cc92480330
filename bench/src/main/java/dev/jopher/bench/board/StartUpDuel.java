package dev.jopher.bench.board;

import java.io.IOException;
import java.util.List;

/** {@code jopher run} of two builds, from the command to its end. */
record StartUpDuel(Row row, List<Comparison> comparisons) implements Duel {
    StartUpDuel(Row row) {
        this(row, List.of(new Comparison(row.name(), row.name(), "ns")));
    }

    @Override
    public void pair(Builds builds, boolean ourFirst) throws IOException, FigureException {
        if (comparisons.getFirst().pairs() == 0) {
            // The first start of each fills its caches.
            double unused = start(builds, ourFirst) + start(builds, !ourFirst);
        }
        double first = start(builds, ourFirst);
        double second = start(builds, !ourFirst);
        comparisons.getFirst().add(ourFirst ? first : second, ourFirst ? second : first);
    }

    private double start(Builds builds, boolean our) throws FigureException {
        Build build = our ? builds.ours() : builds.theirs();
        var command = List.of(build.home().resolve("jopher").toString(), "run",
                builds.ours().home().resolve("bench/startup/Sheep.java").toString());
        try {
            return StartUpStep.nanos(command, row.patience());
        } catch (IOException e) {
            throw new FigureException(our, String.valueOf(e.getMessage()), e);
        }
    }
}

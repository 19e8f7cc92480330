package dev.jopher.bench.board;

import java.io.IOException;
import java.util.List;

/** What a goroutine that is blocked costs in memory, in two builds. */
record MemoryDuel(MemoryStep step, List<Comparison> comparisons) implements Duel {
    MemoryDuel(MemoryStep step) {
        this(step, List.of(new Comparison(step.row().name(), step.name(), "bytes")));
    }

    @Override
    public void pair(Builds builds, boolean ourFirst) throws IOException, FigureException {
        double first = measure(builds, ourFirst);
        double second = measure(builds, !ourFirst);
        comparisons.getFirst().add(ourFirst ? first : second, ourFirst ? second : first);
    }

    private double measure(Builds builds, boolean our) throws IOException, FigureException {
        try (var worker = builds.start(our, MemoryStep.PROCS, step.table(),
                List.of(step.heap()))) {
            return step.bytes(worker);
        } catch (WorkerException e) {
            throw new FigureException(our, String.valueOf(e.getMessage()), e);
        }
    }
}

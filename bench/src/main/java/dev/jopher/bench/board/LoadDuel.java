package dev.jopher.bench.board;

import java.io.IOException;
import java.util.List;

/**
 * A server under load in two builds: the time per request, and the 99th percentile of the answers.
 */
record LoadDuel(LoadStep step, List<Comparison> comparisons) implements Duel {
    /** For the JIT. */
    private static final int WARM_UPS = 2;

    LoadDuel(LoadStep step) {
        this(step, List.of(comparison(step, step.time()), comparison(step, step.p99())));
    }

    private static Comparison comparison(LoadStep step, Row row) {
        return new Comparison(row.name(), Step.name(row.name(), step.procs(), step.table()), "ns");
    }

    @Override
    public void pair(Builds builds, boolean ourFirst) throws IOException, FigureException {
        try (var first = builds.start(ourFirst, step.procs(), step.table(), List.of());
                var second = builds.start(!ourFirst, step.procs(), step.table(), List.of())) {
            int one = port(first, ourFirst);
            int other = port(second, !ourFirst);
            for (int i = 0; i < WARM_UPS; i++) {
                Load unused = load(builds, one, ourFirst);
                unused = load(builds, other, !ourFirst);
            }
            Load ofFirst = load(builds, one, ourFirst);
            Load ofSecond = load(builds, other, !ourFirst);
            Load ours = ourFirst ? ofFirst : ofSecond;
            Load theirs = ourFirst ? ofSecond : ofFirst;
            comparisons.getFirst().add(ours.nanosPerRequest(), theirs.nanosPerRequest());
            comparisons.getLast().add(ours.p99(), theirs.p99());
        }
    }

    private int port(WorkerProcess worker, boolean our) throws FigureException {
        try {
            return step.serve(worker);
        } catch (WorkerException e) {
            throw new FigureException(our, String.valueOf(e.getMessage()), e);
        }
    }

    private Load load(Builds builds, int port, boolean our) throws FigureException {
        try {
            return step.load(port, builds.options().quick());
        } catch (IOException e) {
            throw new FigureException(our, "did not answer: " + e.getMessage(), e);
        }
    }
}

package dev.jopher.bench.board;

import java.util.List;

/**
 * The turns of one worker at one row.
 *
 * @param round how long one takes at least, in nanoseconds
 */
record Turns(WorkerProcess worker, Row row, long round) {
    private static final int LONGEST = 4;

    /**
     * Of a million goroutines that start before the JIT has come to their bodies, each switch takes
     * its slow path for as long as they live: 10 us a hop instead of 0.5 (Ring1M), in the first
     * turns.
     */
    private static final int LEAST_TURNS = 4;

    /**
     * What came out of a turn.
     *
     * @param computed what the row computed; empty if it computes nothing
     */
    record Turn(double nanos, String computed) {}

    /** Takes the next turn. */
    Turn take() throws WorkerException {
        String request = "measure " + row.name() + " " + round;
        List<String> answer = List.of(worker.ask(request, row.patience()).split(" "));
        if (!answer.getFirst().equals("ns")) {
            throw new WorkerException(String.join(" ", answer), null);
        }
        return new Turn(Double.parseDouble(answer.get(1)),
                answer.size() < 4 ? "" : answer.get(3));
    }

    /** Returns the figure of the next turn. */
    double next() throws WorkerException {
        return take().nanos();
    }

    /**
     * Warms up for at least so long, until the last three turns were no better; or so long that it
     * will not get better. On a machine that does other things as well, the JIT takes longer than
     * any time that one would fix beforehand.
     */
    void warmUp(long least) throws WorkerException {
        long start = System.nanoTime();
        long nanos = 0;
        double best = Double.MAX_VALUE;
        int turns = 0;
        for (int same = 0; nanos < least
                || same < 3 && (nanos < LONGEST * least || turns < LEAST_TURNS);) {
            double figure = next();
            turns++;
            same = figure < 0.9 * best ? 0 : same + 1;
            best = Math.min(best, figure);
            nanos = System.nanoTime() - start;
        }
    }
}

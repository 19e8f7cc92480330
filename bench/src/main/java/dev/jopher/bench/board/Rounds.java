package dev.jopher.bench.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures one row: a fresh worker for each runtime, so that no row suffers from what the JIT learned in another; each
 * warms up; then they have their turns, each round in another order.
 */
final class Rounds {
    private static final int LONGEST = 4;

    private final Setting setting;
    private final Options options;
    private final Result result;
    private final Map<Contestant, WorkerProcess> workers = new EnumMap<>(Contestant.class);

    private Rounds(Setting setting, Options options, Result result) {
        this.setting = setting;
        this.options = options;
        this.result = result;
    }

    static Result measure(Setting setting, Options options, Row row, int procs, Table table) {
        var rounds = new Rounds(setting, options, new Result(row, procs, table, "ns"));
        try {
            rounds.warmUp();
            rounds.takeTurns();
        } finally {
            rounds.workers.values().forEach(WorkerProcess::close);
        }
        return rounds.result;
    }

    private void warmUp() {
        for (Contestant c : setting.present()) {
            if (!result.row().absent().containsKey(c)) {
                attempt(c, () -> warmUp(c));
            }
        }
    }

    private void warmUp(Contestant c) throws WorkerException, IOException {
        WorkerProcess worker = setting.start(c, result.procs(), result.table());
        workers.put(c, worker);
        long start = System.nanoTime();
        double best = Double.MAX_VALUE;
        for (int same = 0; !isWarm(System.nanoTime() - start, same);) {
            double figure = turn(worker);
            same = figure < 0.9 * best ? 0 : same + 1;
            best = Math.min(best, figure);
        }
    }

    /**
     * Long enough, and the last three turns were no better; or so long that it will not get better. On a machine that does
     * other things as well, the JIT takes longer than any time that one would fix beforehand.
     */
    private boolean isWarm(long nanos, int same) {
        return nanos >= options.warmUp() && (same >= 3 || nanos >= LONGEST * options.warmUp());
    }

    private void takeTurns() {
        for (int round = 0; round < options.rounds(); round++) {
            var order = new ArrayList<>(workers.keySet());
            Collections.rotate(order, round);
            for (Contestant c : order) {
                attempt(c, () -> result.add(c, turn(worker(c))));
            }
        }
    }

    private WorkerProcess worker(Contestant c) throws WorkerException {
        WorkerProcess worker = workers.get(c);
        if (worker == null) {
            throw new WorkerException("has ended", null);
        }
        return worker;
    }

    private double turn(WorkerProcess worker) throws WorkerException {
        String request = "measure " + result.row().name() + " " + options.round();
        List<String> answer = List.of(worker.ask(request, result.row().patience()).split(" "));
        if (!answer.getFirst().equals("ns")) {
            throw new WorkerException(String.join(" ", answer), null);
        }
        return Double.parseDouble(answer.get(1));
    }

    /** Who fails is out of this row. */
    private void attempt(Contestant c, Turn turn) {
        try {
            turn.take();
        } catch (WorkerException | IOException e) {
            result.fail(c, String.valueOf(e.getMessage()));
            WorkerProcess worker = workers.remove(c);
            if (worker != null) {
                worker.close();
            }
        }
    }

    private interface Turn {
        void take() throws WorkerException, IOException;
    }
}

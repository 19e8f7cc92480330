package dev.jopher.bench.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Measures one row: a fresh worker for each runtime, so that no row suffers from what the JIT
 * learned in another; each warms up; then they have their turns, each round in another order.
 */
final class Rounds {
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
        turns(worker).warmUp(options.warmUp());
    }

    private Turns turns(WorkerProcess worker) {
        return new Turns(worker, result.row(), options.round());
    }

    private void takeTurns() {
        for (int round = 0; round < options.rounds(); round++) {
            var order = new ArrayList<>(workers.keySet());
            Collections.rotate(order, round);
            for (Contestant c : order) {
                attempt(c, () -> result.add(c, turns(worker(c)).next()));
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

    /** Takes a turn. A contestant that fails is out of this row. */
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

package dev.jopher.bench.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures one row: a fresh worker for each contestant, so that no row suffers from what the JIT
 * learned in another; each warms up; then they have their turns, each round in another order.
 *
 * @param <C> what distinguishes the contestants
 */
final class Rounds<C> {
    private final Options options;
    private final Row row;
    private final Figures<C> figures;
    private final Map<C, WorkerProcess> workers = new LinkedHashMap<>();

    private Rounds(Options options, Row row, Figures<C> figures) {
        this.options = options;
        this.row = row;
        this.figures = figures;
    }

    static Result measure(Setting setting, Options options, Row row, int procs, Table table) {
        var result = new Result(row, procs, table, "ns");
        var those = new ArrayList<>(setting.present());
        those.removeAll(row.absent().keySet());
        measure(options, row, those, c -> setting.start(c, procs, table), result);
        return result;
    }

    /** Measures those. */
    static <C> void measure(Options options, Row row, Collection<C> those,
            Figures.Starter<C> starter, Figures<C> figures) {
        var rounds = new Rounds<>(options, row, figures);
        try {
            for (C c : those) {
                rounds.attempt(c, () -> rounds.warmUp(c, starter));
            }
            rounds.takeTurns();
        } finally {
            rounds.workers.values().forEach(WorkerProcess::close);
        }
    }

    private void warmUp(C c, Figures.Starter<C> starter) throws WorkerException, IOException {
        WorkerProcess worker = starter.start(c);
        workers.put(c, worker);
        turns(worker).warmUp(options.warmUp());
    }

    private Turns turns(WorkerProcess worker) {
        return new Turns(worker, row, options.round());
    }

    private void takeTurns() {
        for (int round = 0; round < options.rounds(); round++) {
            var order = new ArrayList<>(workers.keySet());
            Collections.rotate(order, round);
            for (C c : order) {
                attempt(c, () -> turn(c));
            }
        }
        for (C c : new ArrayList<>(workers.keySet())) {
            attempt(c, () -> figures.end(c, worker(c)));
        }
    }

    private void turn(C c) throws WorkerException {
        Turns.Turn turn = turns(worker(c)).take();
        figures.check(c, turn.computed());
        figures.add(c, turn.nanos());
    }

    private WorkerProcess worker(C c) throws WorkerException {
        WorkerProcess worker = workers.get(c);
        if (worker == null) {
            throw new WorkerException("has ended", null);
        }
        return worker;
    }

    /** Takes a turn. A contestant that fails is out of this row. */
    private void attempt(C c, Action action) {
        try {
            action.take();
        } catch (WorkerException | IOException e) {
            figures.fail(c, String.valueOf(e.getMessage()));
            WorkerProcess worker = workers.remove(c);
            if (worker != null) {
                worker.close();
            }
        }
    }

    private interface Action {
        void take() throws WorkerException, IOException;
    }
}

package dev.jopher.bench.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Loads the servers of one {@link LoadStep} in turns.
 *
 * @param <C> what distinguishes the contestants
 */
final class LoadRounds<C> {
    private final LoadStep step;
    private final Options options;
    private final Figures<C> time;
    private final Figures<C> p99;
    private final Map<C, WorkerProcess> workers = new LinkedHashMap<>();
    private final Map<C, Integer> ports = new LinkedHashMap<>();

    private LoadRounds(LoadStep step, Options options, Figures<C> time, Figures<C> p99) {
        this.step = step;
        this.options = options;
        this.time = time;
        this.p99 = p99;
    }

    /** Measures the time of those, and the 99th percentile of their answers. */
    static <C> void measure(LoadStep step, Options options, Collection<C> those,
            Figures.Starter<C> starter, Figures<C> time, Figures<C> p99) {
        var rounds = new LoadRounds<>(step, options, time, p99);
        try {
            those.forEach(c -> rounds.start(c, starter));
            rounds.takeTurns();
        } finally {
            rounds.workers.values().forEach(WorkerProcess::close);
        }
    }

    private void start(C c, Figures.Starter<C> starter) {
        try {
            WorkerProcess worker = starter.start(c);
            workers.put(c, worker);
            ports.put(c, step.serve(worker));
        } catch (IOException | WorkerException e) {
            fail(c, String.valueOf(e.getMessage()));
        }
    }

    private void fail(C c, String why) {
        List.of(time, p99).forEach(f -> f.fail(c, why));
    }

    private void takeTurns() {
        // The first turns of each are for the JIT, its own and ours.
        for (int round = -3; round < options.rounds(); round++) {
            var order = new ArrayList<>(ports.keySet());
            Collections.rotate(order, round);
            for (C c : order) {
                turn(c, round >= 0);
            }
        }
        ports.keySet().forEach(c -> end(c, Objects.requireNonNull(workers.get(c))));
    }

    private void end(C c, WorkerProcess worker) {
        try {
            time.end(c, worker);
        } catch (IOException e) {
            fail(c, String.valueOf(e.getMessage()));
        }
    }

    private void turn(C c, boolean counts) {
        try {
            Load load = step.load(ports.getOrDefault(c, 0), options.quick());
            if (counts) {
                time.add(c, load.nanosPerRequest());
                p99.add(c, load.p99());
            }
        } catch (IOException e) {
            ports.remove(c);
            fail(c, "did not answer: " + e.getMessage());
        }
    }
}

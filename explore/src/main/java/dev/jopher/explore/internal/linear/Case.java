package dev.jopher.explore.internal.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.jopher.explore.internal.world.Controllers;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.Points;
import dev.jopher.explore.internal.world.SplitMix;

/** A small program: some threads, each with some operations. */
public final class Case {
    private static final int MIN_THREADS = 2;

    private final List<List<Operation>> threads;

    private Case(List<List<Operation>> threads) {
        this.threads = threads;
    }

    /** Returns one with up to so many threads and operations of each. */
    public static Case random(List<Operation> from, SplitMix random, int maxThreads,
            int maxLength) {
        List<List<Operation>> threads = new ArrayList<>();
        int n = MIN_THREADS + random.next(Math.max(1, maxThreads - MIN_THREADS + 1));
        for (int i = 0; i < n; i++) {
            List<Operation> operations = new ArrayList<>();
            int length = 1 + random.next(maxLength);
            for (int k = 0; k < length; k++) {
                operations.add(from.get(random.next(from.size())));
            }
            threads.add(operations);
        }
        return new Case(threads);
    }

    /** Returns how many operations there are. */
    public int size() {
        return threads.stream().mapToInt(List::size).sum();
    }

    /** Returns the case without its {@code n}-th operation. */
    public Case without(int n) {
        List<List<Operation>> fewer = new ArrayList<>();
        int first = 0;
        for (List<Operation> t : threads) {
            List<Operation> operations = new ArrayList<>(t);
            if (n >= first && n - first < t.size()) {
                operations.remove(n - first);
            }
            first += t.size();
            if (!operations.isEmpty()) {
                fewer.add(operations);
            }
        }
        return new Case(fewer);
    }

    /** Returns what runs it once and checks the results. */
    public Supplier<Runnable> body(Supplier<?> subject, Supplier<?> model) {
        return () -> () -> new Run(subject.get()).check(model);
    }

    @Override
    public String toString() {
        return threads.toString();
    }

    /** One run. Only one thread runs at a time, so that nothing here needs a lock. */
    private final class Run {
        private final Object subject;
        private final List<Call> calls = new ArrayList<>();
        private int moment;

        Run(Object subject) {
            this.subject = subject;
        }

        void check(Supplier<?> model) {
            for (int i = 0; i < threads.size(); i++) {
                List<Call> own = new ArrayList<>();
                for (Operation o : threads.get(i)) {
                    own.add(new Call(i, o));
                }
                calls.addAll(own);
                Thread unused = Thread.ofVirtual().start(() -> own.forEach(this::run));
            }
            Controllers.awaitQuiet();
            if (!LinearCheck.fits(calls, model)) {
                throw new NotLinearizable("not linearizable: " + text());
            }
        }

        private void run(Call c) {
            Points.at(Op.OTHER, c.operation.name());
            c.called = moment++;
            c.result = Operation.call(c.operation.real(), subject);
            Points.at(Op.OTHER, c.operation.name() + " returns");
            c.returned = moment++;
        }

        private String text() {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < threads.size(); i++) {
                int thread = i;
                out.append(i == 0 ? "" : " || ").append(String.join("; ", calls.stream()
                        .filter(c -> c.thread == thread).map(Call::toString).toList()));
            }
            return out.toString();
        }
    }
}

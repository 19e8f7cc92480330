package dev.jopher.race.litmus;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.Unit;
import dev.jopher.race.internal.litmus.Turns;
import dev.jopher.sync.ErrGroup;
import dev.jopher.sync.SingleFlight;
import dev.jopher.sync.WaitGroup;
import org.jspecify.annotations.Nullable;

/**
 * What Jopher and the JDK hand from one thread to another by means of their own: keys that they
 * compare, handlers that they call, failures, interrupts.
 */
@SuppressWarnings("unused")
final class Callbacks {
    // @formatter:off
    private Callbacks() {}

    /** A key whose fields are not final. Those of a map are read by each thread that compares. */
    static final class Key {
        String text;
        private final @Nullable Turns compared;

        Key(String text, @Nullable Turns compared) {
            this.text = text;
            this.compared = compared;
        }

        @Override
        public boolean equals(@Nullable Object o) {
            boolean same = o instanceof Key k && k.text.equals(text);
            if (compared != null) {
                compared.next();
            }
            return same;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;
        int code;

        Failure(int code) {
            this.code = code;
        }
    }

    /** A key of a ConcurrentHashMap is put before another thread compares it. */
    static final class MapKey extends Litmus {
        final ConcurrentHashMap<Key, Integer> map = new ConcurrentHashMap<>();

        @Override
        void racy() throws Exception {
            Key key = new Key("k", null);
            inTurn(() -> map.put(key, 1), () -> key.text = "l", () -> map.get(new Key("k", null)));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> map.put(new Key("k", null), 1), () -> map.get(new Key("k", null)),
                    () -> map.merge(new Key("l", null), 1, Integer::sum),
                    () -> map.computeIfAbsent(new Key("k", null), k -> 1));
        }
    }

    /** The same with the key of a call that others join. */
    static final class FlightKey extends GoLitmus {
        final SingleFlight<Key, Integer> flights = new SingleFlight<>();

        int call() throws InterruptedException {
            Thread.sleep(1); // so that the other most likely finds this one
            return 1;
        }

        @Override
        void racy() throws Exception {
            Key key = new Key("k", null);
            goroutines(
                    () -> flights.run(key, () -> { turns.next(); turns.await(3); return 1; }),
                    () -> { turns.await(1); key.text = "k"; turns.next(); },
                    () -> { turns.await(2); flights.run(new Key("k", turns), () -> 1); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> flights.run(new Key("k", null), this::call),
                    () -> flights.run(new Key("k", null), this::call));
        }
    }

    /** The first failure of a group is its context's cause, whichever function cancels that. */
    static final class Cause extends GoLitmus {
        final ErrGroup group = new ErrGroup();

        @Override
        void racy() throws Exception {
            Failure failure = new Failure(1);
            group.go(() -> { throw failure; });
            group.go(() -> { group.context().done().receive(); failure.code = 2; turns.next(); });
            group.go(() -> { group.context().done().receive(); turns.await(1); y = failure.code; });
            Object _ = group.quietlyAwait();
        }

        @Override
        void fixed() throws Exception {
            for (int i = 1; i < 4; i++) {
                int code = i;
                group.go(() -> { Thread.sleep(1); throw new Failure(code); });
            }
            group.go(() -> {
                group.context().done().receive();
                y = ((Failure) group.context().cause()).code;
            });
            Object _ = group.quietlyAwait();
        }
    }

    /** Waits that are given up do not race with each other, but with an add that starts anew. */
    static final class AbandonedWaits extends GoLitmus {
        final WaitGroup group = new WaitGroup();

        void giveUp() {
            boolean _ = group.await(Duration.ofNanos(100_000));
        }

        @Override
        void racy() throws Exception {
            group.add(1);
            oneByOne(() -> { boolean _ = group.await(Duration.ofNanos(1)); },
                    () -> { group.done(); group.add(1); });
        }

        @Override
        void fixed() throws Exception {
            group.add(1);
            oneByOne(this::giveUp, this::giveUp, this::giveUp);
        }
    }

    /** A handler is set before it is called, in whichever goroutine. */
    static final class PanicHandler extends GoLitmus {
        @Override
        void racy() throws Exception {
            run(() -> {}, () -> x = 1);
        }

        @Override
        void fixed() throws Exception {
            run(() -> x = 1, () -> {});
        }

        private void run(Runnable before, Runnable after) {
            Channel<Unit> handled = new Channel<>();
            Go.go(() -> { turns.await(1); throw new Failure(1); });
            before.run();
            Go.onPanic(e -> { y = x; handled.close(); });
            after.run();
            turns.next();
            handled.receive();
            Go.onPanic(null);
        }
    }

    /** A shutdown happens before a call that sees it. */
    static final class Shutdown extends GoLitmus {
        @Override
        void racy() throws Exception {
            try (ExecutorService ex = Go.executor()) {
                goroutines(() -> { ex.shutdown(); x = 1; turns.next(); },
                        () -> { turns.await(1); if (ex.isShutdown()) { y = x; } });
            }
        }

        @Override
        void fixed() throws Exception {
            try (ExecutorService ex = Go.executor()) {
                goroutines(() -> { x = 1; ex.shutdown(); }, () -> {
                    while (!ex.isShutdown()) {
                        pause();
                    }
                    y = x;
                });
            }
        }
    }

    /** A shutdownNow happens before its tasks see their interrupts, also those that begin late. */
    static final class ShutdownNow extends GoLitmus {
        @Override
        void racy() throws Exception {
            try (ExecutorService ex = Go.executor()) {
                ex.execute(() -> { turns.next(); receive(); turns.await(2); y = x; });
                turns.await(1);
                ex.shutdownNow();
                x = 1;
                turns.next();
            }
        }

        @Override
        void fixed() throws Exception {
            try (ExecutorService ex = Go.executor()) {
                for (int i = 0; i < 4; i++) {
                    ex.execute(() -> { receive(); Fields.use(x); });
                }
                x = 1;
                ex.shutdownNow();
            }
        }

        private static void receive() {
            try {
                new Channel<Unit>().receive();
            } catch (UncheckedInterruptedException e) {
                // The thread is still interrupted.
            }
        }
    }
}

package dev.jopher.race.litmus;

import static dev.jopher.Go.afterFunc;

import java.time.Duration;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Ticker;
import dev.jopher.Timer;

/** Timers, tickers and sleep. */
@SuppressWarnings("unused")
final class GoTimers {
    // @formatter:off
    private GoTimers() {}

    /** Setting a timer happens before the receive of its value. */
    static final class Value extends GoLitmus {
        final Timer timer = new Timer(Duration.ofHours(1));

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { timer.reset(Duration.ofNanos(1000)); x = 1; turns.next(); },
                    () -> { timer.channel().receive(); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; timer.reset(Duration.ofNanos(1000)); },
                    () -> { timer.channel().receive(); y = x; });
        }
    }

    /** Setting a ticker happens before the receive of a tick. */
    static final class Tick extends GoLitmus {
        final Ticker ticker = new Ticker(Duration.ofHours(1));

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { ticker.reset(Duration.ofMillis(1)); x = 1; turns.next(); },
                    () -> { ticker.channel().receive(); turns.await(1); y = x; ticker.stop(); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; ticker.reset(Duration.ofMillis(1)); },
                    () -> { ticker.channel().receive(); y = x; ticker.stop(); });
        }
    }

    /** Setting a timer happens before its function. */
    static final class Function extends GoLitmus {
        final Channel<Integer> done = new Channel<>(1);

        @Override
        void racy() throws Exception {
            var _ = afterFunc(Duration.ofMillis(1), () -> { turns.await(1); y = x; done.send(1); });
            x = 1; turns.next();
            done.receive();
        }

        @Override
        void fixed() throws Exception {
            x = 1;
            var _ = afterFunc(Duration.ofMillis(1), () -> { y = x; done.send(1); });
            done.receive();
        }
    }

    /** So does setting it again, from another goroutine. */
    static final class Reset extends GoLitmus {
        final Channel<Integer> done = new Channel<>(1);

        @Override
        void racy() throws Exception {
            Timer t = afterFunc(Duration.ofHours(1), () -> { y = x; turns.next(); done.send(1); });
            goroutines(() -> { t.reset(Duration.ofNanos(1000)); turns.await(1); x = 1; }, () -> done.receive());
        }

        @Override
        void fixed() throws Exception {
            Timer t = afterFunc(Duration.ofHours(1), () -> { y = x; done.send(1); });
            goroutines(() -> { x = 1; t.reset(Duration.ofNanos(1000)); }, () -> done.receive());
        }
    }

    /** A stopped timer orders nothing. */
    static final class Stop extends GoLitmus {
        final Timer timer = new Timer(Duration.ofHours(1));

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { x = 1; timer.stop(); },
                    () -> { timer.reset(Duration.ofNanos(1000)); timer.channel().receive(); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { x = 1; timer.reset(Duration.ofNanos(1000)); },
                    () -> { timer.channel().receive(); y = x; });
        }
    }

    /** Sleep orders nothing, however long it is. */
    static final class Sleep extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { x = 1; turns.next(); c.send(1); },
                    () -> { Go.sleep(Duration.ofMillis(2)); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> { x = 1; c.send(1); }, () -> { c.receive(); y = x; });
        }
    }

    /** Gosched orders nothing. */
    static final class Yield extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { x = 1; turns.next(); c.send(1); },
                    () -> { for (int i = 0; i < 10; i++) { Go.gosched(); } turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> { x = 1; c.send(1); }, () -> { c.receive(); y = x; });
        }
    }

    /** The functions of two timers are not ordered. */
    static final class Functions extends GoLitmus {
        final Channel<Integer> done = new Channel<>(2);

        @Override
        void racy() throws Exception {
            var _ = afterFunc(Duration.ofNanos(1000), () -> { turns.await(1); x++; done.send(1); });
            var _ = afterFunc(Duration.ofNanos(1000), () -> { x++; turns.next(); done.send(1); });
            done.receive();
            done.receive();
        }

        @Override
        void fixed() throws Exception {
            var _ = afterFunc(Duration.ofNanos(1000), () -> { x++; done.send(1); });
            var _ = afterFunc(Duration.ofNanos(1000), () -> { y++; done.send(1); });
            done.receive();
            done.receive();
            z = x + y;
        }
    }
    // @formatter:on
}

package dev.jopher.race.litmus;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;

import java.time.Duration;

import dev.jopher.Channel;

/** Select: only the chosen case orders something. */
@SuppressWarnings("unused")
final class GoSelects {
    // @formatter:off
    private GoSelects() {}

    /** A chosen receive is ordered after its send. */
    static final class Receive extends GoLitmus {
        final Channel<Integer> c = new Channel<>();
        final Channel<Integer> d = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { c.send(1); x = 1; turns.next(); },
                    () -> { select(onReceive(c), onReceive(d)); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; c.send(1); },
                    () -> { select(onReceive(c), onReceive(d)); y = x; });
        }
    }

    /** A chosen send happens before the end of its receive. */
    static final class Send extends GoLitmus {
        final Channel<Integer> c = new Channel<>();
        final Channel<Integer> d = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { select(onSend(c, 1), onReceive(d)); x = 1; turns.next(); },
                    () -> { c.receive(); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; select(onSend(c, 1), onReceive(d)); },
                    () -> { c.receive(); y = x; });
        }
    }

    /** A receive happens before the end of the select that sends. */
    static final class SendBack extends GoLitmus {
        final Channel<Integer> c = new Channel<>();
        final Channel<Integer> d = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { select(onSend(c, 1), onReceive(d)); y = x; turns.next(); },
                    () -> { c.receive(); turns.await(1); x = 1; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { select(onSend(c, 1), onReceive(d)); y = x; },
                    () -> { x = 1; c.receive(); });
        }
    }

    /** The default case orders nothing. */
    static final class Default extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);
        final Channel<Integer> d = new Channel<>(1);

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { x = 1; c.send(1); },
                    () -> { select(onReceive(d), otherwise()); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { x = 1; c.send(1); },
                    () -> { select(onReceive(c), otherwise()); y = x; });
        }
    }

    /** A select that could not send orders nothing. */
    static final class DefaultSend extends GoLitmus {
        final Channel<Integer> c = new Channel<>();
        final Channel<Integer> d = new Channel<>(1);

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { x = 1; select(onSend(c, 1), otherwise()); d.send(1); },
                    () -> { select(onReceive(c), otherwise()); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { x = 1; select(onSend(d, 1), otherwise()); },
                    () -> { select(onReceive(d), otherwise()); y = x; });
        }
    }

    /** A case that was not chosen orders nothing. */
    static final class NotChosen extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);
        final Channel<Integer> d = new Channel<>();

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> c.send(1),
                    () -> { x = 1; boolean _ = d.trySend(1); },
                    () -> { select(onReceive(c), onReceive(d)); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { x = 1; c.send(1); },
                    () -> { boolean _ = d.trySend(1); },
                    () -> { select(onReceive(c), onReceive(d)); y = x; });
        }
    }

    /** A close ends a select that waits. */
    static final class Close extends GoLitmus {
        final Channel<Integer> c = new Channel<>();
        final Channel<Integer> d = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { c.close(); x = 1; turns.next(); },
                    () -> { select(onReceive(d), onReceive(c)); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; c.close(); },
                    () -> { select(onReceive(d), onReceive(c)); y = x; });
        }
    }

    /** A time that runs out orders nothing. */
    static final class Timeout extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);
        final Channel<Integer> d = new Channel<>(1);

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { x = 1; c.send(1); },
                    () -> { select(onReceive(d), onTimeout(Duration.ofNanos(1000))); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { x = 1; c.send(1); },
                    () -> { select(onReceive(c), onTimeout(Duration.ofHours(1))); y = x; });
        }
    }

    /** A case of a nil channel never happens. */
    static final class NilChannel extends GoLitmus {
        final Channel<Integer> c = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { c.send(1); x = 1; turns.next(); },
                    () -> { select(onReceive(Channel.<Integer>never()), onReceive(c)); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; c.send(1); },
                    () -> { select(onReceive(Channel.<Integer>never()), onReceive(c)); y = x; });
        }
    }

    /** Two selects meet, whichever sends. */
    static final class BothWays extends GoLitmus {
        final Channel<Integer> c = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { select(onSend(c, 1), onReceive(c)); x = 1; turns.next(); },
                    () -> { select(onSend(c, 1), onReceive(c)); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; select(onSend(c, 1), onReceive(c)); },
                    () -> { select(onSend(c, 1), onReceive(c)); y = x; });
        }
    }

    /** A select uses the slots of the buffer. */
    static final class Buffered extends GoLitmus {
        final Channel<Integer> c = new Channel<>(2);
        final Channel<Integer> d = new Channel<>();

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> select(onSend(c, 1), onReceive(d)),
                    () -> { x = 1; select(onSend(c, 2), onReceive(d)); },
                    () -> { select(onReceive(c), onReceive(d)); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> select(onSend(c, 1), onReceive(d)),
                    () -> { x = 1; select(onSend(c, 2), onReceive(d)); },
                    () -> { select(onReceive(c), onReceive(d)); select(onReceive(c), onReceive(d)); y = x; });
        }
    }

    /** A select of one case is that operation. */
    static final class OneCase extends GoLitmus {
        final Channel<Integer> c = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { select(onSend(c, 1)); x = 1; turns.next(); },
                    () -> { select(onReceive(c)); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; select(onSend(c, 1)); },
                    () -> { select(onReceive(c)); y = x; });
        }
    }
    // @formatter:on
}

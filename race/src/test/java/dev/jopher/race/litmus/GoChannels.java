package dev.jopher.race.litmus;

import dev.jopher.Channel;

/** Channels without a buffer, and the end of a channel. */
@SuppressWarnings("unused")
final class GoChannels {
    // @formatter:off
    private GoChannels() {}

    /** A send happens before the end of its receive. */
    static final class SendReceive extends GoLitmus {
        final Channel<Integer> c = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(() -> { c.send(1); x = 1; turns.next(); }, () -> { c.receive(); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> { x = 1; c.send(1); }, () -> { c.receive(); y = x; });
        }
    }

    /** A receive happens before the end of its send, if there is no buffer. */
    static final class ReceiveSend extends GoLitmus {
        final Channel<Integer> c = new Channel<>();
        final Channel<Integer> buffered = new Channel<>(1);

        @Override
        void racy() throws Exception {
            goroutines(() -> { x = 1; turns.next(); buffered.receive(); }, () -> { buffered.send(1); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> { x = 1; c.receive(); }, () -> { c.send(1); y = x; });
        }
    }

    /** What both do after they have met is not ordered; the second meeting orders it. */
    static final class AfterBoth extends GoLitmus {
        final Channel<Integer> c = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { c.send(1); x = 1; turns.next(); c.send(2); },
                    () -> { c.receive(); turns.await(1); x = 2; c.receive(); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { c.send(1); x = 1; c.send(2); },
                    () -> { c.receive(); c.receive(); x = 2; });
        }
    }

    /** The order goes on through a third goroutine. */
    static final class Relay extends GoLitmus {
        final Channel<Integer> c = new Channel<>();
        final Channel<Integer> d = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { x = 1; turns.next(); c.send(1); },
                    () -> { d.send(1); c.receive(); },
                    () -> { d.receive(); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; c.send(1); },
                    () -> { c.receive(); d.send(1); },
                    () -> { d.receive(); y = x; });
        }
    }

    /** A close happens before a receive that returns because of it. */
    static final class Close extends GoLitmus {
        final Channel<Integer> c = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(() -> { c.close(); x = 1; turns.next(); }, () -> { c.receive(); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> { x = 1; c.close(); }, () -> { c.receive(); y = x; });
        }
    }

    /** A value that was sent before the close is not ordered after it. */
    static final class CloseAfterValue extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);

        @Override
        void racy() throws Exception {
            goroutines(() -> { c.send(1); x = 1; turns.next(); c.close(); }, () -> { c.receive(); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { c.send(1); x = 1; c.close(); },
                    () -> { c.receive(); c.receive(); y = x; });
        }
    }

    /** The end of a loop over a channel is ordered after the close, a round is not. */
    static final class Range extends GoLitmus {
        final Channel<Integer> c = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { c.send(1); x = 1; turns.next(); c.close(); },
                    () -> { for (int v : c) { turns.await(1); y = x + v; } });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { c.send(1); x = 1; c.close(); },
                    () -> { for (int v : c) { z = v; } y = x; });
        }
    }

    /** A close happens before all receives that wait; these are not ordered. */
    static final class CloseWakesAll extends GoLitmus {
        final Channel<Integer> c = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(() -> c.close(), () -> { c.receive(); x++; turns.next(); }, () -> { c.receive(); turns.await(1); x++; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; c.close(); },
                    () -> { c.receive(); y = x; },
                    () -> { c.receive(); z = x; });
        }
    }

    /** A trySend or tryReceive that fails orders nothing. */
    static final class TrySend extends GoLitmus {
        final Channel<Integer> c = new Channel<>();
        final Channel<Integer> buffered = new Channel<>(1);

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { x = 1; boolean _ = c.trySend(1); },
                    () -> { Object _ = c.tryReceive(); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { x = 1; boolean _ = buffered.trySend(1); },
                    () -> { Object _ = buffered.tryReceive(); y = x; });
        }
    }

    /** A trySend to a full channel orders nothing. */
    static final class TrySendFull extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> c.send(1),
                    () -> { x = 1; boolean _ = c.trySend(2); },
                    () -> { c.receive(); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { x = 1; c.send(1); },
                    () -> { boolean _ = c.trySend(2); },
                    () -> { c.receive(); y = x; });
        }
    }

    /** The length of a channel orders nothing. */
    static final class Length extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { x = 1; turns.next(); c.send(1); },
                    () -> { while (c.len() == 0) { pause(); } turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; c.send(1); },
                    () -> { while (c.len() == 0) { pause(); } c.receive(); y = x; });
        }
    }

    /** Two channels order nothing together. */
    static final class TwoChannels extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);
        final Channel<Integer> d = new Channel<>(1);

        @Override
        void racy() throws Exception {
            oneByOne(() -> d.send(1), () -> { x = 1; c.send(1); }, () -> { d.receive(); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(() -> d.send(1), () -> { x = 1; c.send(1); }, () -> { c.receive(); y = x; });
        }
    }

    /** What a pointer that was sent points to belongs to the receiver. */
    static final class Element extends GoLitmus {
        final Channel<int[]> c = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(() -> { int[] a = {1}; c.send(a); a[0] = 2; turns.next(); }, () -> { int[] a = c.receive(); turns.await(1); y = a[0]; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> { int[] a = {1}; a[0] = 2; c.send(a); }, () -> y = c.receive()[0]);
        }
    }
    // @formatter:on
}

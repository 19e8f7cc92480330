package dev.jopher.race.litmus;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Unit;

/** Buffered channels: the k-th receive happens before the end of the send number k + capacity. */
@SuppressWarnings("unused")
final class GoBuffers {
    // @formatter:off
    private GoBuffers() {}

    /** A full buffer of two: the third send is ordered after the first receive. */
    static final class FirstSlot extends GoLitmus {
        final Channel<Integer> c = new Channel<>(2);

        @Override
        void racy() throws Exception {
            oneByOne(() -> c.send(1), () -> { x = 1; c.receive(); }, () -> { c.send(2); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { c.send(1); c.send(2); },
                    () -> { x = 1; c.receive(); },
                    () -> { c.send(3); y = x; });
        }
    }

    /** The third send is not ordered after the second receive; the fourth is. */
    static final class SecondSlot extends GoLitmus {
        final Channel<Integer> c = new Channel<>(2);

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { c.send(1); c.send(2); },
                    () -> c.receive(),
                    () -> { x = 1; c.receive(); },
                    () -> { c.send(3); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { c.send(1); c.send(2); },
                    () -> c.receive(),
                    () -> { x = 1; c.receive(); },
                    () -> { c.send(3); c.send(4); y = x; });
        }
    }

    /** A receive is ordered after its own send only. */
    static final class FirstOfTwo extends GoLitmus {
        final Channel<Integer> c = new Channel<>(2);

        @Override
        void racy() throws Exception {
            oneByOne(() -> c.send(1), () -> { x = 1; c.send(2); }, () -> { c.receive(); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> c.send(1),
                    () -> { x = 1; c.send(2); },
                    () -> { c.receive(); c.receive(); y = x; });
        }
    }

    /** The same with values of no size. Go has one clock for all of them, and misses it. */
    static final class Units extends GoLitmus {
        final Channel<Unit> c = new Channel<>(2);

        @Override
        void racy() throws Exception {
            oneByOne(
                    () -> { x = 1; c.send(Go.UNIT); },
                    () -> c.send(Go.UNIT),
                    () -> c.receive(),
                    () -> { c.receive(); y = x; });
        }

        @Override
        void fixed() throws Exception {
            oneByOne(
                    () -> { x = 1; c.send(Go.UNIT); },
                    () -> c.send(Go.UNIT),
                    () -> { c.receive(); y = x; },
                    () -> c.receive());
        }
    }

    /** A channel with room for one is a mutex, one with room for two is not. */
    static final class AsMutex extends GoLitmus {
        final Channel<Integer> one = new Channel<>(1);
        final Channel<Integer> two = new Channel<>(2);

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { two.send(1); x++; turns.next(); two.receive(); },
                    () -> { two.send(1); turns.await(1); x++; two.receive(); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { one.send(1); x++; one.receive(); },
                    () -> { one.send(1); x++; one.receive(); });
        }
    }

    /** A value that goes straight to a waiting receiver uses its slot. */
    static final class ThroughWaiter extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { c.receive(); x = 1; turns.next(); },
                    () -> { c.send(1); turns.await(1); c.send(2); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; c.receive(); turns.next(); },
                    () -> { c.send(1); turns.await(1); c.send(2); y = x; });
        }
    }

    /** A receive from a full buffer lets the waiting sender go on. */
    static final class FromWaiter extends GoLitmus {
        final Channel<Integer> c = new Channel<>(1);

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { c.send(1); c.send(2); y = x; turns.next(); },
                    () -> { c.receive(); turns.await(1); x = 1; c.receive(); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { c.send(1); c.send(2); y = x; },
                    () -> { x = 1; c.receive(); c.receive(); });
        }
    }

    /** The buffer is used again and again. */
    static final class Ring extends GoLitmus {
        final Channel<Integer> c = new Channel<>(3);

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { for (int i = 0; i < 10; i++) { c.send(i); } x = 1; turns.next(); c.send(10); },
                    () -> { for (int i = 0; i < 10; i++) { c.receive(); } turns.await(1); y = x; c.receive(); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { for (int i = 0; i < 10; i++) { c.send(i); } x = 1; c.send(10); },
                    () -> { for (int i = 0; i < 10; i++) { c.receive(); } c.receive(); y = x; });
        }
    }

    /** The eighth send is ordered after the fifth receive, with a buffer of three. */
    static final class RingBack extends GoLitmus {
        final Channel<Integer> c = new Channel<>(3);

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { for (int i = 0; i < 7; i++) { c.send(i); } y = x; turns.next(); c.send(7); },
                    () -> { for (int i = 0; i < 4; i++) { c.receive(); } turns.await(1); x = 1; for (int i = 0; i < 4; i++) { c.receive(); } });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { for (int i = 0; i < 7; i++) { c.send(i); } c.send(7); y = x; },
                    () -> { for (int i = 0; i < 4; i++) { c.receive(); } x = 1; for (int i = 0; i < 4; i++) { c.receive(); } });
        }
    }

    /** Two stages: the last stage is ordered after the first. */
    static final class Pipeline extends GoLitmus {
        final Channel<int[]> c = new Channel<>(1);
        final Channel<int[]> d = new Channel<>(1);

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { int[] a = {1}; c.send(a); a[0]++; turns.next(); },
                    () -> d.send(c.receive()),
                    () -> { turns.await(1); d.receive()[0]++; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { int[] a = {1}; a[0]++; c.send(a); },
                    () -> { int[] a = c.receive(); a[0]++; d.send(a); },
                    () -> d.receive()[0]++);
        }
    }
    // @formatter:on
}

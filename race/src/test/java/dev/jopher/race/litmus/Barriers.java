package dev.jopher.race.litmus;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;

import dev.jopher.race.internal.litmus.Turns;

/** Latches, barriers and phasers of {@code java.util.concurrent}. */
final class Barriers {
    private Barriers() {}

    /** {@code countDown} happens before the return of {@code await}. */
    static final class CountDown extends Litmus {
        final CountDownLatch l = new CountDownLatch(1);
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { l.countDown(); x = 1; }, () -> { l.await(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            together(() -> { l.await(); x = 2; }, () -> { x = 1; l.countDown(); });
        }
    }

    /** Both calls of {@code countDown} do, not only the last. */
    static final class TwoCounts extends Litmus {
        final CountDownLatch l = new CountDownLatch(2);
        int y;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { l.countDown(); x = 1; }, l::countDown, () -> { l.await(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            together(() -> { y = 1; l.countDown(); }, () -> { x = 1; l.countDown(); }, () -> {
                l.await();
                x = 2;
                y = 2;
            });
        }
    }

    /** {@code await} that times out makes no edge. */
    static final class TimedAwait extends Litmus {
        final CountDownLatch l = new CountDownLatch(2);
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; l.countDown(); },
                    () -> { l.await(1, TimeUnit.MILLISECONDS); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            together(() -> { x = 1; l.countDown(); l.countDown(); }, () -> {
                l.await(9, TimeUnit.SECONDS);
                x = 2;
            });
        }
    }

    /** {@code getCount} that returns 0. */
    static final class GetCount extends Litmus {
        final CountDownLatch l = new CountDownLatch(1);
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { l.countDown(); x = 1; }, () -> { if (l.getCount() == 0) { x = 2; } });
        }

        @Override
        void fixed() throws Exception {
            together(() -> { x = 1; l.countDown(); }, () -> {
                while (l.getCount() > 0) { Thread.yield(); }
                x = 2;
            });
        }
    }

    /** What is before {@code await} happens before what is after it, in all threads. */
    static final class Cyclic extends Litmus {
        final CyclicBarrier b = new CyclicBarrier(2);
        int y;
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            together(() -> { b.await(); turns.await(0); x = 1; turns.next(); }, () -> {
                b.await();
                turns.await(1);
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> { x = 1; b.await(); y = 1; }, () -> { b.await(); x = 2; });
        }
    }

    /** The barrier is used again. */
    static final class Generations extends Litmus {
        final CyclicBarrier b = new CyclicBarrier(2);
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            together(() -> { b.await(); b.await(); x = 1; turns.next(); }, () -> {
                b.await();
                b.await();
                turns.await(1);
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> { x = 1; b.await(); b.await(); x = 3; },
                    () -> { b.await(); x = 2; b.await(); });
        }
    }

    /** The action of a barrier is between the threads' two sides. */
    static final class BarrierAction extends Litmus {
        int x;
        final CyclicBarrier b = new CyclicBarrier(2, () -> x++);

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            together(() -> {
                b.await();
                x = 1;
                turns.next();
            }, () -> {
                b.await();
                turns.await(1);
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> {
                x = 1;
                b.await();
            }, () -> {
                b.await();
                x = 2;
            });
        }
    }

    /** What is before the arrival happens before the advance of the others. */
    static final class PhaserAdvance extends Litmus {
        final Phaser p = new Phaser(2);
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            together(() -> { p.arriveAndAwaitAdvance(); x = 1; turns.next(); }, () -> {
                p.arriveAndAwaitAdvance();
                turns.await(1);
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> { x = 1; p.arriveAndAwaitAdvance(); p.arriveAndAwaitAdvance(); }, () -> {
                p.arriveAndAwaitAdvance();
                x = 2;
                p.arriveAndAwaitAdvance();
            });
        }
    }

    /** {@code arrive} releases, and acquires nothing that is still to come. */
    static final class PhaserArrive extends Litmus {
        final Phaser p = new Phaser(2);
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { p.arrive(); x = 1; }, () -> { p.awaitAdvance(p.arrive()); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            together(() -> { x = 1; p.arrive(); }, () -> { p.awaitAdvance(p.arrive()); x = 2; });
        }
    }

    /** Parties of a phaser that has a parent. */
    static final class PhaserTree extends Litmus {
        final Phaser root = new Phaser();
        final Phaser a = new Phaser(root, 1);
        final Phaser b = new Phaser(root, 1);
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            together(() -> { a.arriveAndAwaitAdvance(); x = 1; turns.next(); }, () -> {
                b.arriveAndAwaitAdvance();
                turns.await(1);
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> { x = 1; a.arriveAndAwaitAdvance(); },
                    () -> { b.arriveAndAwaitAdvance(); x = 2; });
        }
    }

    /** {@code exchange}: each thread's side happens before the other's return. */
    static final class Exchange extends Litmus {
        final Exchanger<String> e = new Exchanger<>();
        int y;
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            together(() -> { e.exchange("a"); x = 1; turns.next(); }, () -> {
                e.exchange("b");
                turns.await(1);
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> { x = 1; e.exchange("a"); y = 1; },
                    () -> { y = 2; e.exchange("b"); x = 2; });
        }
    }
}

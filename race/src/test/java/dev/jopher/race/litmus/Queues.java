package dev.jopher.race.litmus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

import dev.jopher.race.internal.litmus.Turns;

/** Queues: what is before the insertion happens before what is after the removal. */
final class Queues {
    private Queues() {}

    static final class Box {
        int value;
    }

    /** {@code ArrayBlockingQueue}: {@code put} happens before the {@code take} of that element. */
    static final class ArrayBlocking extends Litmus {
        final BlockingQueue<Box> q = new ArrayBlockingQueue<>(3);

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); q.put(b); b.value = 1; },
                    () -> Fields.use(q.take().value));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { Box b = new Box(); b.value = 1; q.put(b); },
                    () -> Fields.use(q.take().value));
        }
    }

    /** {@code LinkedBlockingQueue}: {@code put} happens before the {@code take} of that element. */
    static final class LinkedBlocking extends Litmus {
        final BlockingQueue<Box> q = new LinkedBlockingQueue<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); q.put(b); b.value = 1; },
                    () -> Fields.use(q.take().value));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { Box b = new Box(); b.value = 1; q.put(b); },
                    () -> Fields.use(q.take().value));
        }
    }

    /** {@code LinkedBlockingDeque}: {@code put} happens before the {@code take} of that element. */
    static final class LinkedDeque extends Litmus {
        final BlockingQueue<Box> q = new LinkedBlockingDeque<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); q.put(b); b.value = 1; },
                    () -> Fields.use(q.take().value));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { Box b = new Box(); b.value = 1; q.put(b); },
                    () -> Fields.use(q.take().value));
        }
    }

    /** {@code LinkedTransferQueue}: {@code put} happens before the {@code take} of that element. */
    static final class Transfer extends Litmus {
        final BlockingQueue<Box> q = new LinkedTransferQueue<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); q.put(b); b.value = 1; },
                    () -> Fields.use(q.take().value));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { Box b = new Box(); b.value = 1; q.put(b); },
                    () -> Fields.use(q.take().value));
        }
    }

    /** {@code PriorityBlockingQueue}. */
    static final class Priority extends Litmus {
        final BlockingQueue<Box> q =
                new PriorityBlockingQueue<>(4, Comparator.comparing(System::identityHashCode));

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); q.put(b); b.value = 1; },
                    () -> Fields.use(q.take().value));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { Box b = new Box(); b.value = 1; q.put(b); },
                    () -> Fields.use(q.take().value));
        }
    }

    /** {@code offer} and {@code poll} with a time limit. */
    static final class Offer extends Litmus {
        final BlockingQueue<Box> q = new ArrayBlockingQueue<>(3);

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); q.offer(b); b.value = 1; },
                    () -> Fields.use(q.poll(9, TimeUnit.SECONDS).value));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { Box b = new Box(); b.value = 1; q.offer(b); },
                    () -> Fields.use(q.poll(9, TimeUnit.SECONDS).value));
        }
    }

    /** The other end of a {@code LinkedBlockingDeque}. */
    static final class DequeEnds extends Litmus {
        final LinkedBlockingDeque<Box> q = new LinkedBlockingDeque<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); q.putFirst(b); b.value = 1; },
                    () -> Fields.use(q.takeLast().value));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { Box b = new Box(); b.value = 1; q.putFirst(b); },
                    () -> Fields.use(q.takeLast().value));
        }
    }

    /** {@code ConcurrentLinkedQueue}: {@code add} and {@code poll}. */
    static final class ConcurrentQueue extends Litmus {
        final ConcurrentLinkedQueue<Box> q = new ConcurrentLinkedQueue<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); q.add(b); b.value = 1; },
                    () -> Fields.use(q.poll().value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; q.add(b); },
                    () -> Fields.use(q.poll().value));
        }
    }

    /** {@code ConcurrentLinkedDeque}: {@code push} and {@code pop}. */
    static final class ConcurrentDeque extends Litmus {
        final ConcurrentLinkedDeque<Box> q = new ConcurrentLinkedDeque<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); q.push(b); b.value = 1; },
                    () -> Fields.use(q.pop().value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; q.push(b); },
                    () -> Fields.use(q.pop().value));
        }
    }

    /** {@code peek} acquires as well as {@code poll}. */
    static final class Peek extends Litmus {
        final ConcurrentLinkedQueue<Box> q = new ConcurrentLinkedQueue<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); q.add(b); b.value = 1; },
                    () -> Fields.use(q.peek().value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; q.add(b); },
                    () -> Fields.use(q.peek().value));
        }
    }

    /** The iterator of a concurrent queue. */
    static final class Iterate extends Litmus {
        final ConcurrentLinkedQueue<Box> q = new ConcurrentLinkedQueue<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); q.add(b); b.value = 1; },
                    () -> Fields.use(q.iterator().next().value));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Box b = new Box(); b.value = 1; q.add(b); },
                    () -> Fields.use(q.iterator().next().value));
        }
    }

    /** {@code drainTo} into a list of the thread's own. */
    static final class DrainTo extends Litmus {
        final BlockingQueue<Box> q = new LinkedBlockingQueue<>();

        List<Box> drain() throws InterruptedException {
            List<Box> l = new ArrayList<>(List.of(q.take()));
            q.drainTo(l);
            return l;
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> { Box b = new Box(); q.put(b); b.value = 1; },
                    () -> Fields.use(drain().get(0).value));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { Box b = new Box(); b.value = 1; q.put(b); },
                    () -> Fields.use(drain().get(0).value));
        }
    }

    /** {@code SynchronousQueue}: the two threads meet. */
    static final class Rendezvous extends Litmus {
        final SynchronousQueue<Box> q = new SynchronousQueue<>();

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            together(() -> {
                Box b = new Box();
                q.put(b);
                b.value = 1;
                turns.next();
            }, () -> {
                Box b = q.take();
                turns.await(1);
                Fields.use(b.value);
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> {
                Box b = new Box();
                b.value = 1;
                q.put(b);
            }, () -> Fields.use(q.take().value));
        }
    }

    /** {@code LinkedTransferQueue.transfer} returns after the element was taken. */
    static final class TransferWaits extends Litmus {
        final LinkedTransferQueue<Box> q = new LinkedTransferQueue<>();

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            together(() -> {
                Box b = new Box();
                q.transfer(b);
                b.value = 1;
                turns.next();
            }, () -> {
                Box b = q.take();
                turns.await(1);
                Fields.use(b.value);
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> {
                Box b = new Box();
                b.value = 1;
                q.transfer(b);
            }, () -> Fields.use(q.take().value));
        }
    }

    /** {@code DelayQueue}. */
    static final class Delays extends Litmus {
        static final class Late implements Delayed {
            int value;

            @Override
            public long getDelay(TimeUnit unit) {
                return 0;
            }

            @Override
            public int compareTo(Delayed other) {
                return 0;
            }
        }

        final DelayQueue<Late> q = new DelayQueue<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                Late b = new Late();
                q.put(b);
                b.value = 1;
            }, () -> Fields.use(q.take().value));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                Late b = new Late();
                b.value = 1;
                q.put(b);
            }, () -> Fields.use(q.take().value));
        }
    }

    /** A bounded queue: the {@code take} happens before the {@code put} that its room lets pass. */
    static final class Room extends Litmus {
        final ArrayBlockingQueue<String> q = new ArrayBlockingQueue<>(1);
        int x;

        @Override
        void racy() throws Exception {
            q.put("a");
            inTurn(() -> {
                q.take();
                x = 1;
            }, () -> {
                q.put("b");
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            q.put("a");
            anyOrder(() -> {
                x = 1;
                q.take();
            }, () -> {
                q.put("b");
                x = 2;
            });
        }
    }
}

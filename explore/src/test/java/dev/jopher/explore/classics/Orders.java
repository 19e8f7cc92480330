package dev.jopher.explore.classics;

import java.util.Arrays;

import dev.jopher.Channel;
import dev.jopher.Func;
import dev.jopher.sync.Mutex;

/** Programs that count on an order which nothing guarantees. */
final class Orders {
    private Orders() {}

    /** A driver ends while a request that has passed the check is not counted yet. */
    static final class Bluetooth extends Program {
        Bluetooth() {
            super("bluetooth");
        }

        @Override
        void run(boolean fixed) {
            var stopping = new Cell(0);
            var stopped = new Cell(0);
            var pending = new Cell(1);
            var event = new Channel<Integer>(1);
            parallel(() -> {
                if (!fixed && stopping.get() == 1) {
                    return;
                }
                pending.add(1);
                if (!fixed || stopping.get() == 0) {
                    check(stopped.get() == 0, "the driver is gone");
                }
                finish(pending, event);
            }, () -> {
                stopping.set(1);
                finish(pending, event);
                event.receive();
                stopped.set(1);
            });
        }

        private static void finish(Cell pending, Channel<Integer> event) {
            if (pending.add(-1) == 0) {
                event.trySend(1);
            }
        }
    }

    /** Many set two variables, one after the other; one reads both. */
    static final class Reorder extends Program {
        private final int threads;

        Reorder(int threads) {
            super("reorder " + threads);
            this.threads = threads;
        }

        @Override
        void run(boolean fixed) {
            var a = new Cell(0);
            var b = new Cell(0);
            var mu = new Mutex();
            Func[] all = Arrays.copyOf(copies(threads - 1, () -> both(mu, fixed, () -> {
                a.set(1);
                b.set(-1);
            })), threads);
            all[threads - 1] = () -> both(mu, fixed, () -> {
                int x = a.get();
                int y = b.get();
                check(x == 0 && y == 0 || x == 1 && y == -1, "half is set");
            });
            parallel(all);
        }

        private static void both(Mutex mu, boolean fixed, Runnable body) {
            if (fixed) {
                locked(mu, body);
            } else {
                body.run();
            }
        }
    }

    /** Each passes on what the one before has written, if that was first. */
    static final class TokenRing extends Program {
        TokenRing() {
            super("token ring");
        }

        @Override
        void run(boolean fixed) {
            var mu = new Mutex();
            var x = new Cell[] {new Cell(1), new Cell(2), new Cell(3)};
            @SuppressWarnings("unchecked")
            Channel<Integer>[] turn = new Channel[] {new Channel<>(1), new Channel<>(1),
                new Channel<>(1)};
            Func[] all = new Func[3];
            for (int i = 0; i < all.length; i++) {
                int k = i;
                all[i] = () -> {
                    if (fixed && k > 0) {
                        turn[k - 1].receive();
                    }
                    locked(mu, () -> x[k].set(k == 0 ? (x[2].get() + 1) % 4 : x[k - 1].get()));
                    turn[k].send(k);
                };
            }
            parallel(all);
            check(x[0].get() == x[1].get() && x[1].get() == x[2].get(), "the token is lost");
        }
    }

    /** Takers expect the n-th element in their n-th turn, also if there was none in some turn. */
    static final class Queue extends Program {
        private static final int SIZE = 4;

        Queue() {
            super("queue");
        }

        @Override
        void run(boolean fixed) {
            var mu = new Mutex();
            int[] queue = new int[SIZE];
            int[] headAndTail = {0, 0};
            boolean[] canTake = {false};
            parallel(() -> {
                for (int i = 0; i < SIZE; i++) {
                    int value = i;
                    locked(mu, () -> {
                        if (!canTake[0] && headAndTail[1] < SIZE) {
                            queue[headAndTail[1]] = 100 + headAndTail[1]++;
                            canTake[0] = true;
                        }
                    });
                }
            }, () -> {
                for (int i = 0; i < SIZE; i++) {
                    int n = i;
                    locked(mu, () -> {
                        if (canTake[0]) {
                            int expected = 100 + (fixed ? headAndTail[0] : n);
                            check(queue[headAndTail[0]++] == expected, "another element");
                            canTake[0] = false;
                        }
                    });
                }
            });
        }
    }

    /** Something was pushed once; so something is there. */
    static final class Stack extends Program {
        private static final int SIZE = 5;

        Stack() {
            super("stack");
        }

        @Override
        void run(boolean fixed) {
            var mu = new Mutex();
            int[] top = {0};
            boolean[] pushed = {false};
            parallel(() -> {
                for (int i = 0; i < SIZE; i++) {
                    locked(mu, () -> {
                        top[0]++;
                        pushed[0] = true;
                    });
                }
            }, () -> {
                for (int i = 0; i < SIZE; i++) {
                    locked(mu, () -> {
                        if (fixed ? top[0] > 0 : pushed[0]) {
                            check(top[0] > 0, "underflow");
                            top[0]--;
                        }
                    });
                }
            });
        }
    }

    /** Two find that there is no instance yet. */
    static final class LazyInit extends Program {
        LazyInit() {
            super("lazy initialisation");
        }

        @Override
        void run(boolean fixed) {
            var instance = new Cell(0);
            var made = new Cell(0);
            var mu = new Mutex();
            Func get = () -> {
                if (instance.get() == 0) {
                    if (fixed) {
                        mu.lock();
                    }
                    if (!fixed || instance.get() == 0) {
                        instance.set(made.add(1));
                    }
                    if (fixed) {
                        mu.unlock();
                    }
                }
            };
            parallel(get, get);
            check(made.get() == 1, "two instances");
        }
    }

    /**
     * A queue whose owner takes from the tail and a thief from the head (Frigo, Leiserson, Randall:
     * The implementation of the Cilk-5 multithreaded language). The owner must announce that it
     * takes before it checks whether the thief has announced the same.
     */
    static final class WorkStealing extends Program {
        private static final int ITEMS = 3;

        WorkStealing() {
            super("work-stealing queue");
        }

        @Override
        void run(boolean fixed) {
            var head = new Cell(0);
            var tail = new Cell(0);
            var mu = new Mutex();
            int[] taken = new int[ITEMS];
            parallel(() -> {
                for (int i = 0; i < ITEMS; i++) {
                    tail.set(i + 1);
                }
                for (int i = 0; i < ITEMS; i++) {
                    take(head, tail, mu, taken, fixed);
                }
            }, () -> {
                steal(head, tail, mu, taken);
                steal(head, tail, mu, taken);
            });
            for (int n : taken) {
                check(n <= 1, "taken twice");
            }
        }

        private static void take(Cell head, Cell tail, Mutex mu, int[] taken, boolean fixed) {
            int t = tail.get() - 1;
            if (t < 0) {
                return;
            }
            if (!fixed) {
                if (head.get() <= t) {
                    tail.set(t);
                    taken[t]++;
                }
                return;
            }
            tail.set(t);
            if (head.get() > t) {
                tail.set(t + 1);
                mu.lock();
                boolean isMine = head.get() <= t;
                if (isMine) {
                    tail.set(t);
                }
                mu.unlock();
                if (!isMine) {
                    return;
                }
            }
            taken[t]++;
        }

        private static void steal(Cell head, Cell tail, Mutex mu, int[] taken) {
            locked(mu, () -> {
                int h = head.get();
                head.set(h + 1);
                if (h < tail.get()) {
                    taken[h]++;
                } else {
                    head.set(h);
                }
            });
        }
    }
}

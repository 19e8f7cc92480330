package dev.jopher.explore.classics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import dev.jopher.Channel;
import dev.jopher.Func;
import dev.jopher.Go;
import dev.jopher.Unit;
import dev.jopher.sync.Mutex;

/** Programs whose shared state is read, and changed after it is no longer so. */
final class LaterState {
    private LaterState() {}

    /** A key is looked up, and put if it is missing: two sessions for one user. */
    static final class CheckThenAct extends Program {
        CheckThenAct() {
            super("check, then put");
        }

        @Override
        void run(boolean fixed) {
            var sessions = new ConcurrentHashMap<String, Object>();
            var seen = new Object[2];
            parallel(() -> seen[0] = session(sessions, fixed),
                    () -> seen[1] = session(sessions, fixed));
            check(seen[0] == seen[1], "two sessions");
        }

        private static Object session(ConcurrentHashMap<String, Object> all, boolean fixed) {
            if (fixed) {
                return all.computeIfAbsent("gopher", k -> new Object());
            }
            Object s = all.get("gopher");
            if (s == null) {
                s = new Object();
                all.put("gopher", s);
            }
            return s;
        }
    }

    /** The object is published before it is complete. */
    static final class DoubleChecked extends Program {
        DoubleChecked() {
            super("double-checked locking");
        }

        @Override
        void run(boolean fixed) {
            var mu = new Mutex();
            var instance = new AtomicReference<AtomicInteger>();
            parallel(copies(2, () -> {
                if (instance.get() == null) {
                    locked(mu, () -> {
                        if (instance.get() == null) {
                            var made = new AtomicInteger();
                            if (fixed) {
                                made.set(7);
                                instance.set(made);
                            } else {
                                instance.set(made);
                                made.set(7);
                            }
                        }
                    });
                }
                check(instance.get().get() == 7, "it is not complete");
            }));
        }
    }

    /** Nodes are used again, so that a comparison of the top does not show that it was away. */
    static final class Aba extends Program {
        private static final int NONE = -1;

        Aba() {
            super("ABA");
        }

        /** The top in the lower half, and in the upper one how often it has changed. */
        private static final class Nodes {
            final AtomicLong top = new AtomicLong();
            final AtomicIntegerArray next = new AtomicIntegerArray(new int[] {1, 2, NONE});
            final boolean counts;

            Nodes(boolean counts) {
                this.counts = counts;
            }

            private boolean replace(long seen, int node) {
                long count = counts ? (seen >>> 32) + 1 : 0;
                return top.compareAndSet(seen, count << 32 | node & 0xffffffffL);
            }

            int pop() {
                while (true) {
                    long seen = top.get();
                    int node = (int) seen;
                    if (node == NONE || replace(seen, next.get(node))) {
                        return node;
                    }
                }
            }

            void push(int node) {
                long seen;
                do {
                    seen = top.get();
                    next.set(node, (int) seen);
                } while (!replace(seen, node));
            }
        }

        @Override
        void run(boolean fixed) {
            var nodes = new Nodes(fixed);
            var owned = new AtomicIntegerArray(3);
            parallel(() -> take(nodes, owned), () -> {
                int a = take(nodes, owned);
                take(nodes, owned);
                if (a != NONE) {
                    owned.decrementAndGet(a);
                    nodes.push(a);
                }
            });
            while (take(nodes, owned) != NONE) {
                Thread.onSpinWait();
            }
        }

        private static int take(Nodes nodes, AtomicIntegerArray owned) {
            int node = nodes.pop();
            if (node != NONE) {
                check(owned.incrementAndGet(node) == 1, "a node has two owners");
            }
            return node;
        }
    }

    /** The one that begins sets the flag, and the others do not wait until it is done. */
    static final class Begun extends Program {
        Begun() {
            super("begun is not done");
        }

        @Override
        void run(boolean fixed) {
            var begun = new AtomicBoolean();
            var done = new Channel<Unit>();
            var value = new AtomicReference<String>();
            parallel(copies(2, () -> {
                if (begun.compareAndSet(false, true)) {
                    value.set("config");
                    done.close();
                } else if (fixed) {
                    Unit unused = done.receive();
                }
                check(value.get() != null, "it is not there yet");
            }));
        }
    }

    /** Two counters grow one after the other, and are read in the same order. */
    static final class TwoCounters extends Program {
        TwoCounters() {
            super("two counters");
        }

        @Override
        void run(boolean fixed) {
            var requests = new AtomicInteger();
            var answers = new AtomicInteger();
            Func server = () -> {
                requests.incrementAndGet();
                answers.incrementAndGet();
            };
            parallel(server, server, () -> {
                int a = fixed ? answers.get() : 0;
                int r = requests.get();
                a = fixed ? a : answers.get();
                check(a <= r, "more answers than requests");
            });
        }
    }

    /** Peterson's algorithm for two, but each gives way before it says that it wants to enter. */
    static final class Peterson extends Program {
        Peterson() {
            super("Peterson, wrong order");
        }

        @Override
        void run(boolean fixed) {
            var wants = new AtomicIntegerArray(2);
            var turn = new AtomicInteger();
            var inside = new AtomicInteger();
            parallel(side(0, wants, turn, inside, fixed), side(1, wants, turn, inside, fixed));
        }

        private static Func side(int me, AtomicIntegerArray wants, AtomicInteger turn,
                AtomicInteger inside, boolean fixed) {
            return () -> {
                if (!fixed) {
                    turn.set(1 - me);
                }
                wants.set(me, 1);
                if (fixed) {
                    turn.set(1 - me);
                }
                while (wants.get(1 - me) == 1 && turn.get() == 1 - me) {
                    Go.gosched();
                }
                check(inside.incrementAndGet() == 1, "both are inside");
                inside.decrementAndGet();
                wants.set(me, 0);
            };
        }
    }

    /** A reference is taken of what has just been freed. */
    static final class Resurrected extends Program {
        Resurrected() {
            super("reference of a freed one");
        }

        @Override
        void run(boolean fixed) {
            var references = new AtomicInteger(1);
            var freed = new AtomicBoolean();
            Runnable release = () -> {
                if (references.decrementAndGet() == 0) {
                    freed.set(true);
                }
            };
            parallel(release::run, () -> {
                if (fixed ? acquire(references) : references.incrementAndGet() > 0) {
                    check(!freed.get(), "it is freed");
                    release.run();
                }
            });
        }

        private static boolean acquire(AtomicInteger references) {
            int n = references.get();
            while (n > 0 && !references.compareAndSet(n, n + 1)) {
                n = references.get();
            }
            return n > 0;
        }
    }
}

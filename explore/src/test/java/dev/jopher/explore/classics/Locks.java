package dev.jopher.explore.classics;

import java.util.Arrays;
import java.util.stream.IntStream;

import dev.jopher.Func;
import dev.jopher.sync.Mutex;

/** Programs that use locks wrongly. */
final class Locks {
    private Locks() {}

    /** A transfer locks its own account, and not the other one. */
    static final class Account extends Program {
        Account() {
            super("account");
        }

        @Override
        void run(boolean fixed) {
            var balance = new Cell[] {new Cell(100), new Cell(100)};
            var mu = new Mutex[] {new Mutex(), new Mutex()};
            parallel(() -> locked(mu[0], () -> {
                balance[0].set(balance[0].get() - 10);
                if (fixed) {
                    mu[1].lock();
                }
                balance[1].set(balance[1].get() + 10);
                if (fixed) {
                    mu[1].unlock();
                }
            }), () -> locked(mu[1], () -> balance[1].set(balance[1].get() + 5)),
                    () -> locked(mu[0], () -> balance[0].set(balance[0].get() - 5)));
            check(balance[0].get() + balance[1].get() == 200, "money is lost");
        }
    }

    /** The first of each kind takes the lock of all, while it holds a lock that the last needs. */
    static final class Carter extends Program {
        Carter() {
            super("carter");
        }

        @Override
        void run(boolean fixed) {
            var m = new Mutex();
            var other = fixed ? new Mutex() : m;
            var l = new Mutex();
            var a = new Cell(0);
            var b = new Cell(0);
            parallel(user(m, l, a), user(other, l, b), () -> {}, () -> {});
        }

        private static Func user(Mutex m, Mutex l, Cell count) {
            return () -> {
                locked(m, () -> {
                    count.set(count.get() + 1);
                    if (count.get() == 1) {
                        l.lock();
                    }
                });
                locked(m, () -> {
                    count.set(count.get() - 1);
                    if (count.get() == 0) {
                        l.unlock();
                    }
                });
            };
        }
    }

    /** Two values that belong together are written under one lock each. */
    static final class TwoStage extends Program {
        private final int writers;

        TwoStage(int writers) {
            super("twostage " + writers);
            this.writers = writers;
        }

        @Override
        void run(boolean fixed) {
            var first = new Mutex();
            var second = fixed ? first : new Mutex();
            var d1 = new Cell(0);
            var d2 = new Cell(0);
            Func[] all = Arrays.copyOf(copies(writers, () -> {
                first.lock();
                d1.set(1);
                if (!fixed) {
                    first.unlock();
                    second.lock();
                }
                d2.set(d1.get() + 1);
                second.unlock();
            }), writers + 1);
            all[writers] = () -> {
                first.lock();
                int t1 = d1.get();
                if (!fixed) {
                    first.unlock();
                    if (t1 == 0) {
                        return;
                    }
                    second.lock();
                }
                int t2 = d2.get();
                second.unlock();
                check(t1 == 0 || t2 == t1 + 1, "only the first stage was done");
            };
            parallel(all);
        }
    }

    /** Some use another lock for the same value. */
    static final class WrongLock extends Program {
        WrongLock() {
            super("wronglock");
        }

        @Override
        void run(boolean fixed) {
            var right = new Mutex();
            var wrong = fixed ? right : new Mutex();
            var data = new Cell(0);
            Func other = () -> locked(wrong, () -> data.set(data.get() + 1));
            parallel(() -> locked(right, () -> {
                int x = data.get();
                data.set(data.get() + 1);
                check(data.get() == x + 1, "another one has written");
            }), other, other, other);
        }
    }

    /** Each takes the fork on its left first. */
    static final class Philosophers extends Program {
        private final int n;

        Philosophers(int n) {
            super("philosophers " + n);
            this.n = n;
        }

        @Override
        void run(boolean fixed) {
            Mutex[] forks = IntStream.range(0, n).mapToObj(i -> new Mutex()).toArray(Mutex[]::new);
            Func[] all = IntStream.range(0, n).mapToObj(i -> {
                boolean swap = fixed && i == n - 1;
                Mutex first = forks[swap ? 0 : i];
                Mutex then = forks[swap ? i : (i + 1) % n];
                return (Func) () -> locked(first, () -> locked(then, () -> {}));
            }).toArray(Func[]::new);
            parallel(all);
        }
    }
}

package dev.jopher.race.litmus;

/** Monitors: an exit happens before each later entry of the same monitor. */
final class Monitors {
    private Monitors() {}

    /** Both must use the same monitor (JLS 17.4.4). */
    static final class OtherMonitor extends Litmus {
        final Object a = new Object();
        final Object b = new Object();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                synchronized (a) {
                    x = 1;
                }
            }, () -> {
                synchronized (b) {
                    x = 2;
                }
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (a) {
                    x = 1;
                }
            }, () -> {
                synchronized (a) {
                    x = 2;
                }
            });
        }
    }

    /** Only one of the two has the monitor. */
    static final class OneSide extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                synchronized (this) {
                    x = 1;
                }
            }, () -> x = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    x = 1;
                }
            }, () -> {
                synchronized (this) {
                    x = 2;
                }
            });
        }
    }

    /** Synchronized methods of one object, and of two. */
    static final class Method extends Litmus {
        static int x;
        final Counter a = new Counter();
        final Counter b = new Counter();
        static final class Counter { synchronized void add() { x++; } }

        @Override
        void racy() throws Exception {
            inTurn(a::add, b::add);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(a::add, a::add);
        }
    }

    /** A static synchronized method has the monitor of the class. */
    static final class StaticMethod extends Litmus {
        static int x;
        static synchronized void add() { x++; }
        synchronized void subtract() { x--; }

        @Override
        void racy() throws Exception {
            inTurn(StaticMethod::add, this::subtract);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(StaticMethod::add, () -> {
                synchronized (StaticMethod.class) {
                    x--;
                }
            });
        }
    }

    /** A write before the block is ordered, too. */
    static final class Before extends Litmus {
        int x;
        int y;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                synchronized (this) {
                    y = 1;
                }
                x = 1;
            }, () -> {
                synchronized (this) {
                    y = 2;
                }
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> {
                x = 1;
                synchronized (this) {
                    y = 1;
                }
            }, () -> {
                synchronized (this) {
                    y = 2;
                }
                x = 2;
            });
        }
    }

    /** An exception that leaves the block exits the monitor. */
    static final class Thrown extends Litmus {
        int x;
        void fail() {
            synchronized (this) {
                x = 1;
                throw new IllegalStateException();
            }
        }
        void caught() {
            try {
                fail();
            } catch (IllegalStateException e) { /* as meant */ }
        }

        @Override
        void racy() throws Exception {
            inTurn(this::caught, () -> x = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(this::caught, () -> {
                synchronized (this) {
                    x = 2;
                }
            });
        }
    }

    /** The inner exit of a monitor that is held twice. */
    static final class Reentrant extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                synchronized (this) {
                    synchronized (this) {
                        x = 1;
                    }
                }
                x = 2;
            }, () -> {
                synchronized (this) {
                    x = 3;
                }
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    synchronized (this) {
                        x = 1;
                    }
                    x = 2;
                }
            }, () -> {
                synchronized (this) {
                    x = 3;
                }
            });
        }
    }

    /** The monitor of an array. */
    static final class OfArray extends Litmus {
        final int[] lock = new int[1];
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                synchronized (lock) {
                    x = 1;
                }
            }, () -> {
                synchronized (lock.clone()) {
                    x = 2;
                }
            });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (lock) {
                    lock[0]++;
                }
            }, () -> {
                synchronized (lock) {
                    lock[0]++;
                }
            });
        }
    }

    /** A return from within the block. */
    static final class ReturnInside extends Litmus {
        int x;
        int next() {
            synchronized (this) {
                return ++x;
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(this::next, () -> ++x);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(this::next, this::next);
        }
    }
}

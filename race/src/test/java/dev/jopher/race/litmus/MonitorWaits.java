package dev.jopher.race.litmus;

import dev.jopher.race.internal.litmus.Turns;

/** {@code Object.wait} and {@code notify}. */
final class MonitorWaits {
    private MonitorWaits() {}

    /** {@code wait} gives the monitor back, and has it again when it returns. */
    static final class WaitNotify extends Litmus {
        boolean ready;
        int x;

        void set() {
            synchronized (this) {
                ready = true;
                notifyAll();
            }
        }

        void get() throws InterruptedException {
            synchronized (this) {
                while (!ready) {
                    wait();
                }
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                set();
                x = 1;
            }, () -> {
                get();
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> {
                get();
                x = 2;
            }, () -> {
                x = 1;
                set();
            });
        }
    }

    /** {@code wait} that times out has the monitor again. */
    static final class WaitTimeout extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                synchronized (this) {
                    wait(1);
                }
                x = 1;
            }, () -> {
                synchronized (this) {
                    wait(0, 1);
                }
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> {
                synchronized (this) {
                    x = 1;
                    wait(1);
                    x = 2;
                }
            }, () -> {
                synchronized (this) {
                    x = 3;
                }
            });
        }
    }

    /** The thread that waits releases what it wrote before. */
    static final class WaitReleases extends Litmus {
        boolean waits;
        boolean done;
        int x;

        void waitFor() throws InterruptedException {
            synchronized (this) {
                waits = true;
                while (!done) {
                    wait();
                }
            }
        }

        void end() {
            synchronized (this) {
                done = true;
                notify();
            }
        }

        boolean isWaited() {
            synchronized (this) {
                return waits;
            }
        }

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            together(() -> {
                waitFor();
                turns.await(1);
                x = 1;
            }, () -> {
                while (!isWaited()) {
                    Thread.sleep(1);
                }
                end();
                x = 2;
                turns.next();
            });
        }

        @Override
        void fixed() throws Exception {
            together(() -> {
                x = 1;
                waitFor();
            }, () -> {
                while (!isWaited()) {
                    Thread.sleep(1);
                }
                x = 2;
                end();
            });
        }
    }
}

package dev.jopher.race.litmus;

import java.util.concurrent.locks.LockSupport;

import dev.jopher.race.internal.litmus.Turns;

/** Threads: start, end and interruption (JLS 17.4.4), and what is a thread's own. */
final class Threads {
    private Threads() {}

    /** What is before {@code start} happens before the thread's first action. */
    static final class Start extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            Thread t = thread(() -> {
                turns.await(1);
                x = 1;
            });
            t.start();
            x = 2;
            turns.next();
            t.join();
        }

        @Override
        void fixed() throws Exception {
            Thread t = thread(() -> x = 1);
            x = 2;
            t.start();
            t.join();
        }
    }

    /** A thread's last action happens before the return of {@code join}. */
    static final class Join extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            Thread t = thread(() -> {
                x = 1;
                turns.next();
            });
            t.start();
            turns.await(1);
            x = 2;
            t.join();
        }

        @Override
        void fixed() throws Exception {
            Thread t = thread(() -> x = 1);
            t.start();
            t.join();
            x = 2;
        }
    }

    /** {@code join} that times out makes no edge. */
    static final class JoinTimeout extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            Thread t = thread(() -> {
                x = 1;
                turns.next();
                turns.await(2);
            });
            t.start();
            turns.await(1);
            t.join(1);
            x = 2;
            turns.next();
            t.join();
        }

        @Override
        void fixed() throws Exception {
            Thread t = thread(() -> x = 1);
            t.start();
            while (t.isAlive()) {
                t.join(1);
            }
            x = 2;
        }
    }

    /** A thread's last action happens before {@code isAlive} returns false. */
    static final class IsAlive extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            Thread t = thread(() -> {
                x = 1;
                turns.next();
                turns.await(2);
            });
            t.start();
            turns.await(1);
            if (t.isAlive()) {
                x = 2;
            }
            turns.next();
            t.join();
        }

        @Override
        void fixed() throws Exception {
            Thread t = thread(() -> x = 1);
            t.start();
            while (t.isAlive()) {
                Thread.sleep(0, 1000);
            }
            x = 2;
        }
    }

    /** The state {@code TERMINATED}. */
    static final class State extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            Thread t = thread(() -> {
                x = 1;
                turns.next();
                turns.await(2);
            });
            t.start();
            turns.await(1);
            if (t.getState() != Thread.State.TERMINATED) {
                x = 2;
            }
            turns.next();
            t.join();
        }

        @Override
        void fixed() throws Exception {
            Thread t = thread(() -> x = 1);
            t.start();
            // The JVM sets the state some instructions before it ends isAlive. A spin meets that.
            while (t.getState() != Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
            x = 2;
        }
    }

    /** The end of one thread says nothing about another one. */
    static final class OtherThread extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            Thread a = thread(() -> {
                x = 1;
                turns.next();
            });
            Thread b = thread(() -> turns.await(1));
            a.start();
            b.start();
            b.join();
            x = 2;
            a.join();
        }

        @Override
        void fixed() throws Exception {
            Thread a = thread(() -> x = 1);
            Thread b = thread(() -> {
                try {
                    a.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            a.start();
            b.start();
            b.join();
            x = 2;
        }
    }

    /** An interrupt happens before a thread finds out that it is interrupted. */
    static final class Interrupt extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            Thread t = thread(() -> {
                turns.await(1);
                if (Thread.interrupted()) {
                    x = 1;
                }
            });
            t.start();
            t.interrupt();
            x = 2;
            turns.next();
            t.join();
        }

        @Override
        void fixed() throws Exception {
            Thread t = thread(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(1000);
                }
                x = 1;
            });
            t.start();
            x = 2;
            t.interrupt();
            t.join();
        }
    }

    /** {@code InterruptedException} is such a finding, too. */
    static final class Interrupted extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            Thread t = thread(() -> {
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    turns.await(1);
                    x = 1;
                }
            });
            t.start();
            t.interrupt();
            x = 2;
            turns.next();
            t.join();
        }

        @Override
        void fixed() throws Exception {
            Thread t = thread(() -> {
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    x = 1;
                }
            });
            t.start();
            x = 2;
            t.interrupt();
            t.join();
        }
    }

    /** An interrupt of {@code Object.wait}. */
    static final class InterruptedWait extends Litmus {
        int x;

        @Override
        void racy() throws Exception {
            Turns turns = new Turns();
            Thread t = thread(() -> {
                try {
                    synchronized (this) {
                        wait();
                    }
                } catch (InterruptedException e) {
                    turns.await(1);
                    x = 1;
                }
            });
            t.start();
            t.interrupt();
            x = 2;
            turns.next();
            t.join();
        }

        @Override
        void fixed() throws Exception {
            Thread t = thread(() -> {
                try {
                    synchronized (this) {
                        wait();
                    }
                } catch (InterruptedException e) {
                    x = 1;
                }
            });
            t.start();
            x = 2;
            t.interrupt();
            t.join();
        }
    }

    /** Threads that a thread starts, in a row. */
    static final class Grandchild extends Litmus {
        int x;

        void start(Runnable r) {
            Thread t = thread(r);
            t.start();
            try {
                t.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> start(() -> x = 1), () -> start(() -> x = 2));
        }

        @Override
        void fixed() throws Exception {
            start(() -> start(() -> x = 1));
            start(() -> start(() -> x = 2));
        }
    }
}

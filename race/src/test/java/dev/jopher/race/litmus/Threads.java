package dev.jopher.race.litmus;

import java.lang.ref.Cleaner;
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
            while (t.getState() != Thread.State.TERMINATED) {
                Thread.sleep(0, 1000);
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

    /** A class that extends {@code Thread}, and its fields. */
    static final class Extended extends Litmus {
        static final class Worker extends Thread {
            int x;
            final Turns turns = new Turns();

            @Override
            public void run() {
                x = 1;
                turns.next();
            }
        }

        @Override
        void racy() throws Exception {
            Worker w = new Worker();
            w.start();
            w.turns.await(1);
            Fields.use(w.x);
            w.join();
        }

        @Override
        void fixed() throws Exception {
            Worker w = new Worker();
            w.start();
            w.join();
            Fields.use(w.x);
        }
    }

    /** {@code ThreadLocal}: each thread has a value of its own, unless both get the same one. */
    static final class Local extends Litmus {
        static final class Box {
            int value;
        }

        final Box common = new Box();
        final ThreadLocal<Box> shared = ThreadLocal.withInitial(() -> common);
        final ThreadLocal<Box> own = ThreadLocal.withInitial(Box::new);

        @Override
        void racy() throws Exception {
            inTurn(() -> shared.get().value++, () -> shared.get().value++);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> own.get().value++, () -> own.get().value++);
        }
    }

    /** {@code InheritableThreadLocal}: the thread has what its creator had. */
    static final class Inherited extends Litmus {
        static final class Box {
            int value;
        }

        final InheritableThreadLocal<Box> local = new InheritableThreadLocal<>();

        @Override
        void racy() throws Exception {
            local.set(new Box());
            inTurn(() -> local.get().value++, () -> local.get().value++);
            local.remove();
        }

        @Override
        void fixed() throws Exception {
            Box b = new Box();
            b.value = 1;
            local.set(b);
            anyOrder(() -> Fields.use(local.get().value), () -> Fields.use(local.get().value));
            local.remove();
        }
    }

    /** {@code ScopedValue}: the value is bound, what it contains is not protected. */
    static final class Scoped extends Litmus {
        static final class Box {
            int value;
        }

        static final ScopedValue<Box> VALUE = ScopedValue.newInstance();

        @Override
        void racy() throws Exception {
            Box b = new Box();
            inTurn(() -> ScopedValue.where(VALUE, b).run(() -> VALUE.get().value++),
                    () -> ScopedValue.where(VALUE, b).run(() -> VALUE.get().value++));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> ScopedValue.where(VALUE, new Box()).run(() -> VALUE.get().value++),
                    () -> ScopedValue.where(VALUE, new Box()).run(() -> VALUE.get().value++));
        }
    }

    /** The handler of uncaught exceptions is called by the thread that ends. */
    static final class Uncaught extends Litmus {
        int x;

        Thread failing() {
            Thread t = thread(() -> {
                x = 1;
                throw new IllegalStateException();
            });
            t.setUncaughtExceptionHandler((thread, e) -> x++);
            return t;
        }

        @Override
        void racy() throws Exception {
            inTurn(() -> {
                Thread t = failing();
                t.start();
                t.join();
            }, () -> x = 2);
        }

        @Override
        void fixed() throws Exception {
            Thread t = failing();
            t.start();
            t.join();
            x = 2;
        }
    }

    /** What is before the registration happens before the action of a {@code Cleaner}. */
    static final class Cleaning extends Litmus {
        static final Cleaner CLEANER = Cleaner.create();
        int x;
        final Turns turns = new Turns();

        void register(int unused) {
            CLEANER.register(new Object(), () -> {
                x = 1;
                turns.next();
            });
        }

        @Override
        void racy() throws Exception {
            register(0);
            x = 2;
            while (!turns.isOver(1)) {
                System.gc();
                Thread.sleep(1);
            }
        }

        @Override
        void fixed() throws Exception {
            x = 2;
            register(0);
            while (!turns.isOver(1)) {
                System.gc();
                Thread.sleep(1);
            }
        }
    }
}

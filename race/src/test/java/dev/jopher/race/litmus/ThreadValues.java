package dev.jopher.race.litmus;

import java.lang.ref.Cleaner;

import dev.jopher.race.internal.litmus.Turns;

/** What is a thread's own. */
final class ThreadValues {
    private ThreadValues() {}

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
}

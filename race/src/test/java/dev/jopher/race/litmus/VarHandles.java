package dev.jopher.race.litmus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The access modes of {@code VarHandle}. */
final class VarHandles {
    private VarHandles() {}

    /** {@code set} and {@code get} are plain accesses. */
    static final class Plain extends Litmus {
        static final VarHandle V = handle(MethodHandles.lookup(), Plain.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> V.set(this, 1), () -> v = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    V.set(this, 1);
                }
            }, () -> {
                synchronized (this) {
                    v = 2;
                }
            });
        }
    }

    /** {@code get} is a plain read. */
    static final class PlainGet extends Litmus {
        static final VarHandle V = handle(MethodHandles.lookup(), PlainGet.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> v = 1, () -> { Object o = V.get(this); });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { Object o = V.get(this); }, () -> { Object o = V.get(this); });
        }
    }

    /** Opaque mode makes no edge; it is no race on the variable itself. */
    static final class Opaque extends Litmus {
        static final VarHandle V = handle(MethodHandles.lookup(), Opaque.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; V.setOpaque(this, 1); },
                    () -> { int o = (int) V.getOpaque(this); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> V.setOpaque(this, 1), () -> { int o = (int) V.getOpaque(this); });
        }
    }

    /** {@code setRelease} happens before {@code getAcquire}. */
    static final class ReleaseAcquire extends Litmus {
        static final VarHandle V =
                handle(MethodHandles.lookup(), ReleaseAcquire.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; V.setRelease(this, 1); },
                    () -> { int o = (int) V.getOpaque(this); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; V.setRelease(this, 1); },
                    () -> { Object o = V.getAcquire(this); x = 2; });
        }
    }

    /** A reader that acquires what no writer has released. */
    static final class AcquireOnly extends Litmus {
        static final VarHandle V =
                handle(MethodHandles.lookup(), AcquireOnly.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; V.setOpaque(this, 1); },
                    () -> { Object o = V.getAcquire(this); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; V.setRelease(this, 1); },
                    () -> { Object o = V.getAcquire(this); x = 2; });
        }
    }

    /** {@code setVolatile} happens before {@code getVolatile}. */
    static final class VolatileModes extends Litmus {
        static final VarHandle V =
                handle(MethodHandles.lookup(), VolatileModes.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { V.setVolatile(this, 1); x = 1; },
                    () -> { Object o = V.getVolatile(this); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; V.setVolatile(this, 1); },
                    () -> { Object o = V.getVolatile(this); x = 2; });
        }
    }

    /** {@code compareAndSet} reads and writes as volatile. */
    static final class CompareAndSet extends Litmus {
        static final VarHandle V =
                handle(MethodHandles.lookup(), CompareAndSet.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; V.weakCompareAndSetPlain(this, 0, 1); }, () -> {
                V.compareAndSet(this, 1, 2);
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; V.compareAndSet(this, 0, 1); },
                    () -> { V.compareAndSet(this, 1, 2); x = 2; });
        }
    }

    /** One that fails is a read: it releases nothing. */
    static final class FailedCompareAndSet extends Litmus {
        static final VarHandle V =
                handle(MethodHandles.lookup(), FailedCompareAndSet.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; V.compareAndSet(this, 9, 1); }, () -> {
                Object o = V.getVolatile(this);
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; V.setVolatile(this, 1); },
                    () -> { V.compareAndSet(this, 9, 1); x = 2; });
        }
    }

    /** A release mode of {@code getAndSet} acquires nothing. */
    static final class ReleaseMode extends Litmus {
        static final VarHandle V =
                handle(MethodHandles.lookup(), ReleaseMode.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; V.setRelease(this, 1); }, () -> {
                Object o = V.getAndSetRelease(this, 2);
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; V.setRelease(this, 1); },
                    () -> { Object o = V.getAndSet(this, 2); x = 2; });
        }
    }

    /** An acquire mode of {@code getAndAdd} releases nothing. */
    static final class AcquireMode extends Litmus {
        static final VarHandle V =
                handle(MethodHandles.lookup(), AcquireMode.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; Object o = V.getAndAddAcquire(this, 1); }, () -> {
                Object o = V.getAcquire(this);
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; Object o = V.getAndAddRelease(this, 1); }, () -> {
                Object o = V.getAcquire(this);
                x = 2;
            });
        }
    }

    /** A plain write races with one in volatile mode. */
    static final class MixedModes extends Litmus {
        static final VarHandle V = handle(MethodHandles.lookup(), MixedModes.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> V.setVolatile(this, 1), () -> v = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> V.setVolatile(this, 1), () -> V.setVolatile(this, 2));
        }
    }

    /** A plain read races with {@code compareAndSet}. */
    static final class MixedRead extends Litmus {
        static final VarHandle V = handle(MethodHandles.lookup(), MixedRead.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> Fields.use(v), () -> V.compareAndSet(this, 0, 1));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { int o = (int) V.getOpaque(this); }, () -> V.compareAndSet(this, 0, 1));
        }
    }

    /** A plain write that {@code setRelease} publishes is ordered before an update. */
    static final class MixedUpdate extends Litmus {
        static final VarHandle V =
                handle(MethodHandles.lookup(), MixedUpdate.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> v = 1, () -> { Object o = V.getAndAdd(this, 1); });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { v = 1; V.setRelease(this, 2); },
                    () -> { Object o = V.getAndAdd(this, 1); v = 3; });
        }
    }

    /** The same the other way round. */
    static final class MixedAfterUpdate extends Litmus {
        static final VarHandle V =
                handle(MethodHandles.lookup(), MixedAfterUpdate.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { Object o = V.getAndSet(this, 1); }, () -> Fields.use(v));
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { Object o = V.getAndSet(this, 1); },
                    () -> { Object o = V.getAcquire(this); v = 2; });
        }
    }

    /** A {@code compareAndSet} that fails does not race with a plain read. */
    static final class MixedFailure extends Litmus {
        static final VarHandle V =
                handle(MethodHandles.lookup(), MixedFailure.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> v = 1, () -> V.compareAndSet(this, 7, 8));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> V.compareAndSet(this, 7, 8), () -> Fields.use(v));
        }
    }

    /** A lock made of a plain field: many threads, updates of all modes. */
    static final class SpinLock extends Litmus {
        static final VarHandle V = handle(MethodHandles.lookup(), SpinLock.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { lock(); x++; V.setRelease(this, 0); }, () -> x++);
        }

        @Override
        void fixed() throws Exception {
            Body body = () -> {
                for (int i = 0; i < 20; i++) {
                    lock();
                    x++;
                    V.setRelease(this, 0);
                }
            };
            together(body, body, body);
        }

        private void lock() {
            while (!V.weakCompareAndSetAcquire(this, 0, 1)) {
                Thread.yield();
            }
        }
    }

    /** An element that is plain on one side. */
    static final class MixedElement extends Litmus {
        static final VarHandle V = MethodHandles.arrayElementVarHandle(int[].class);
        final int[] a = new int[3];

        @Override
        void racy() throws Exception {
            inTurn(() -> V.compareAndSet(a, 1, 0, 5), () -> a[1] = 2);
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> V.compareAndSet(a, 1, 0, 5), () -> a[2] = 2,
                    () -> {
                        Object o = V.getAndAdd(a, 1, 1);
                    });
        }
    }

    /** Fences around opaque accesses make an edge. */
    static final class Fences extends Litmus {
        static final VarHandle V = handle(MethodHandles.lookup(), Fences.class, "v", int.class);
        int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; V.setOpaque(this, 1); },
                    () -> { int o = (int) V.getOpaque(this); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; VarHandle.releaseFence(); V.setOpaque(this, 1); }, () -> {
                int o = (int) V.getOpaque(this);
                VarHandle.acquireFence();
                x = 2;
            });
        }
    }

    /** A handle of the elements of an array. */
    static final class ArrayElement extends Litmus {
        static final VarHandle V = MethodHandles.arrayElementVarHandle(int[].class);
        final int[] a = new int[3];
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> V.set(a, 1, 1), () -> a[1] = 2);
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; V.setRelease(a, 1, 1); },
                    () -> { Object o = V.getAcquire(a, 1); x = 2; });
        }
    }

    /** Another element of an array that is accessed as volatile makes no edge. */
    static final class OtherElement extends Litmus {
        static final VarHandle V = MethodHandles.arrayElementVarHandle(long[].class);
        final long[] a = new long[3];
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; V.setVolatile(a, 1, 1L); },
                    () -> { Object o = V.getVolatile(a, 2); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; V.setVolatile(a, 1, 1L); },
                    () -> { Object o = V.getVolatile(a, 1); x = 2; });
        }
    }

    /** A handle of a static field. */
    static final class StaticHandle extends Litmus {
        static final VarHandle V =
                handleOfStatic(MethodHandles.lookup(), StaticHandle.class, "v", int.class);
        static int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> V.set(1), () -> v = 2);
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; V.setVolatile(1); },
                    () -> { Object o = V.getVolatile(); x = 2; });
        }
    }

    /** {@code set} of a handle of a volatile field is plain: it releases nothing. */
    static final class VolatileField extends Litmus {
        static final VarHandle V =
                handle(MethodHandles.lookup(), VolatileField.class, "v", int.class);
        volatile int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; V.set(this, 1); }, () -> { Fields.use(v); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; V.setVolatile(this, 1); }, () -> { Fields.use(v); x = 2; });
        }
    }

    static VarHandle handle(MethodHandles.Lookup lookup, Class<?> c, String field, Class<?> type) {
        try {
            return lookup.findVarHandle(c, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static VarHandle handleOfStatic(MethodHandles.Lookup lookup, Class<?> c, String field,
            Class<?> type) {
        try {
            return lookup.findStaticVarHandle(c, field, type);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}

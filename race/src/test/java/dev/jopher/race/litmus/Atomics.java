package dev.jopher.race.litmus;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.AtomicStampedReference;
import java.util.concurrent.atomic.LongAdder;

/** The classes of {@code java.util.concurrent.atomic}. */
final class Atomics {
    private Atomics() {}

    /** {@code set} happens before {@code get}. */
    static final class SetGet extends Litmus {
        final AtomicInteger a = new AtomicInteger();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { a.set(1); x = 1; }, () -> { a.get(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.set(1); }, () -> { a.get(); x = 2; });
        }
    }

    /** Two atomics are two variables. */
    static final class OtherAtomic extends Litmus {
        final AtomicInteger a = new AtomicInteger();
        final AtomicInteger b = new AtomicInteger();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; a.set(1); }, () -> { b.get(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.set(1); }, () -> { a.get(); x = 2; });
        }
    }

    /** {@code lazySet} releases. */
    static final class LazySet extends Litmus {
        final AtomicLong a = new AtomicLong();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; a.setPlain(1); }, () -> { a.get(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.lazySet(1); }, () -> { a.get(); x = 2; });
        }
    }

    /** {@code getPlain} acquires nothing. */
    static final class GetPlain extends Litmus {
        final AtomicReference<String> a = new AtomicReference<>("");
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; a.set("a"); }, () -> { a.getPlain(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.set("a"); }, () -> { a.getAcquire(); x = 2; });
        }
    }

    /** {@code getOpaque} acquires nothing. */
    static final class GetOpaque extends Litmus {
        final AtomicBoolean a = new AtomicBoolean();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; a.set(true); }, () -> { a.getOpaque(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.set(true); }, () -> { a.get(); x = 2; });
        }
    }

    /** Two calls of {@code set} make no edge. */
    static final class TwoSets extends Litmus {
        final AtomicInteger a = new AtomicInteger();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; a.set(1); }, () -> { a.set(2); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.set(1); }, () -> { a.getAndSet(2); x = 2; });
        }
    }

    /** {@code incrementAndGet} reads and writes. */
    static final class Increment extends Litmus {
        final AtomicInteger a = new AtomicInteger();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { a.incrementAndGet(); x = 1; }, () -> { a.incrementAndGet(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.incrementAndGet(); }, () -> { a.incrementAndGet(); x = 2; });
        }
    }

    /** {@code compareAndSet} that succeeds, then a read of it. */
    static final class CompareAndSet extends Litmus {
        final AtomicReference<String> a = new AtomicReference<>("");
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { a.compareAndSet("", "a"); x = 1; }, () -> { a.get(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.compareAndSet("", "a"); }, () -> { a.get(); x = 2; });
        }
    }

    /** {@code compareAndSet} that fails writes nothing. */
    static final class FailedCompareAndSet extends Litmus {
        final AtomicInteger a = new AtomicInteger();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; a.compareAndSet(9, 1); }, () -> { a.get(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.set(1); }, () -> { a.compareAndSet(9, 1); x = 2; });
        }
    }

    /** A lock made of {@code compareAndSet}. */
    static final class SpinLock extends Litmus {
        final AtomicBoolean a = new AtomicBoolean();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> x++, () -> { lock(); x++; a.set(false); });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { lock(); x++; a.set(false); }, () -> { lock(); x++; a.set(false); });
        }

        void lock() {
            while (!a.compareAndSet(false, true)) {
                Thread.yield();
            }
        }
    }

    /** {@code updateAndGet} and {@code accumulateAndGet}. */
    static final class UpdateAndGet extends Litmus {
        final AtomicLong a = new AtomicLong();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { a.updateAndGet(v -> v + 1); x = 1; }, () -> {
                a.accumulateAndGet(1, Math::max);
                x = 2;
            });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.updateAndGet(v -> v + 1); }, () -> {
                a.accumulateAndGet(1, Math::max);
                x = 2;
            });
        }
    }

    /** Each element of an atomic array is a variable of its own. */
    static final class OtherElement extends Litmus {
        final AtomicIntegerArray a = new AtomicIntegerArray(3);
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { x = 1; a.set(0, 1); }, () -> { a.get(1); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.set(1, 1); }, () -> { a.get(1); x = 2; });
        }
    }

    /** An element of {@code AtomicReferenceArray}. */
    static final class ReferenceArray extends Litmus {
        final AtomicReferenceArray<String> a = new AtomicReferenceArray<>(3);
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { a.set(1, "a"); x = 1; }, () -> { a.get(1); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.lazySet(1, "a"); }, () -> { a.get(1); x = 2; });
        }
    }

    /** {@code AtomicIntegerFieldUpdater} accesses the volatile field itself. */
    static final class FieldUpdater extends Litmus {
        static final AtomicIntegerFieldUpdater<FieldUpdater> U =
                AtomicIntegerFieldUpdater.newUpdater(FieldUpdater.class, "v");
        volatile int v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { U.incrementAndGet(this); x = 1; }, () -> { Fields.use(v); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; U.incrementAndGet(this); }, () -> { Fields.use(v); x = 2; });
        }
    }

    /** {@code AtomicReferenceFieldUpdater}: a write of the field, then one by the updater. */
    static final class ReferenceUpdater extends Litmus {
        static final AtomicReferenceFieldUpdater<ReferenceUpdater, Object> U =
                AtomicReferenceFieldUpdater.newUpdater(ReferenceUpdater.class, Object.class, "v");
        volatile Object v = "";
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { v = "a"; x = 1; }, () -> { U.compareAndSet(this, "a", "b"); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; v = "a"; }, () -> { U.compareAndSet(this, "a", "b"); x = 2; });
        }
    }

    /** {@code AtomicLongFieldUpdater}: {@code lazySet} to {@code get}. */
    static final class LongUpdater extends Litmus {
        static final AtomicLongFieldUpdater<LongUpdater> U =
                AtomicLongFieldUpdater.newUpdater(LongUpdater.class, "v");
        volatile long v;
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { U.lazySet(this, 1); x = 1; }, () -> { U.get(this); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; U.lazySet(this, 1); }, () -> { U.get(this); x = 2; });
        }
    }

    /** {@code AtomicStampedReference}. */
    static final class Stamped extends Litmus {
        final AtomicStampedReference<String> a = new AtomicStampedReference<>("", 0);
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { a.set("a", 1); x = 1; }, () -> { a.getStamp(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.set("a", 1); }, () -> { a.getStamp(); x = 2; });
        }
    }

    /** {@code AtomicMarkableReference}. */
    static final class Markable extends Litmus {
        final AtomicMarkableReference<String> a = new AtomicMarkableReference<>("", false);
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { a.attemptMark("", true); x = 1; }, () -> { a.isMarked(); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            inTurn(() -> { x = 1; a.attemptMark("", true); }, () -> { a.isMarked(); x = 2; });
        }
    }

    /** {@code LongAdder} is safe, and an {@code int} next to it is not. */
    static final class Adder extends Litmus {
        final LongAdder a = new LongAdder();
        int x;

        @Override
        void racy() throws Exception {
            inTurn(() -> { a.increment(); x++; }, () -> { a.increment(); x++; });
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> { a.increment(); a.sum(); }, () -> { a.increment(); a.sum(); });
        }
    }
}

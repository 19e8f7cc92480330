package dev.jopher.race.programs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import sun.misc.Unsafe;

/**
 * One thread writes {@code data}, another reads it. Each case orders the two with one kind of
 * synchronisation; those whose name begins with "no " only seem to.
 */
public final class HandOver {
    private static final VarHandle VOLATILE;
    private static final VarHandle PLAIN;
    private static final VarHandle STATIC;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);

    static {
        try {
            MethodHandles.Lookup l = MethodHandles.lookup();
            VOLATILE = l.findVarHandle(State.class, "flag", int.class);
            PLAIN = l.findVarHandle(State.class, "handled", long.class);
            STATIC = l.findStaticVarHandle(State.class, "everywhere", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static class State {
        volatile int flag;
        volatile double wide;
        volatile Object reference;
        static volatile Object everywhere;
        static volatile long elsewhere;
        long handled;
        int data;

        synchronized int locked(int n) {
            if (n < 0) {
                throw new IllegalArgumentException();
            }
            data = n;
            return n;
        }

        static synchronized void global() {}
    }

    static final class Special extends State {
        volatile int flag2;

        Special() {
            flag2 = 7;
            super();
        }
    }

    private static final Special S = new Special();
    private static final Object LOCK = new Object();
    private static final int[] CELLS = new int[8];
    private static int sink;

    private interface Step {
        void run() throws Exception;
    }

    private static final Map<String, Step[]> CASES = new LinkedHashMap<>();

    private static void both(String name, Step a, Step b) {
        CASES.put(name, new Step[] {a, b});
    }

    private static void lock(Object o) {
        synchronized (o) {
            sink++;
        }
    }

    private static void lockAndThrow() {
        synchronized (LOCK) {
            while (S.data > 0) {
                throw new IllegalStateException();
            }
        }
    }

    private static void ignore(Step s) {
        try {
            s.run();
        } catch (Exception expected) {
            // the monitor is released
        }
    }

    private static final AtomicIntegerFieldUpdater<State> UPDATER =
            AtomicIntegerFieldUpdater.newUpdater(State.class, "flag");
    private static final Unsafe UNSAFE;
    private static final long OFFSET;
    private static final Field FIELD;

    static {
        try {
            Field unsafe = Unsafe.class.getDeclaredField("theUnsafe");
            unsafe.setAccessible(true);
            UNSAFE = (Unsafe) unsafe.get(null);
            FIELD = State.class.getDeclaredField("flag");
            OFFSET = UNSAFE.objectFieldOffset(FIELD);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static {
        both("updater to volatile", () -> UPDATER.lazySet(S, 1), () -> sink += S.flag);
        both("volatile to updater", () -> S.flag = 1, () -> UPDATER.incrementAndGet(S));
        both("field to volatile", () -> FIELD.setInt(S, 1), () -> sink += S.flag);
        both("volatile to field", () -> S.flag = 1, () -> sink += (int) FIELD.get(S));
        both("unsafe to volatile", () -> UNSAFE.putOrderedInt(S, OFFSET, 1), () -> sink += S.flag);
        both("handle to unsafe", () -> VOLATILE.setVolatile(S, 1),
                () -> UNSAFE.compareAndSwapInt(S, OFFSET, 1, 2));
        both("monitor", () -> lock(LOCK), () -> lock(LOCK));
        both("monitor of a class", () -> lock(State.class), State::global);
        both("static method", State::global, () -> lock(State.class));
        both("method", () -> S.locked(1), () -> S.locked(2));
        both("method that throws", () -> ignore(() -> S.locked(-1)), () -> lock(S));
        both("block that throws", () -> ignore(HandOver::lockAndThrow), () -> lock(LOCK));
        both("volatile int", () -> S.flag = 1, () -> sink += S.flag);
        both("volatile double", () -> S.wide += 1, () -> sink += (int) S.wide);
        both("volatile reference", () -> S.reference = "", () -> S.reference.hashCode());
        both("volatile static", () -> State.elsewhere++, () -> sink += (int) State.elsewhere);
        both("volatile to handle", () -> S.flag = 2, () -> sink += (int) VOLATILE.getAcquire(S));
        both("handle to volatile", () -> VOLATILE.setRelease(S, 3), () -> sink += S.flag);
        both("handle of the superclass", () -> VOLATILE.getAndAdd((State) S, 1),
                () -> sink += ((State) S).flag);
        both("swap", () -> VOLATILE.compareAndSet(S, 0, 4), () -> VOLATILE.compareAndSet(S, 4, 5));
        both("handle of a plain field", () -> PLAIN.setRelease(S, 1L),
                () -> sink += (int) (long) PLAIN.getAcquire(S));
        both("static handle", () -> STATIC.setVolatile(""), () -> State.everywhere.hashCode());
        both("to static handle", () -> State.everywhere = "",
                () -> STATIC.getVolatile().hashCode());
        both("element", () -> ELEMENT.setRelease(CELLS, 3, 1),
                () -> sink += (int) ELEMENT.getVolatile(CELLS, 3));
        both("fences", () -> VarHandle.releaseFence(), () -> VarHandle.acquireFence());
        both("no other lock", () -> lock(LOCK), () -> lock(S));
        both("no other field", () -> S.wide = 1, () -> sink += S.flag);
        both("no other of the subclass", () -> S.flag2 = 1, () -> sink += S.flag);
        both("no opaque", () -> VOLATILE.setOpaque(S, 1),
                () -> sink += (int) VOLATILE.getOpaque(S));
        both("no release", () -> VOLATILE.getAndAddAcquire(S, 1), () -> sink += S.flag);
        both("no acquire", () -> S.flag = 1, () -> VOLATILE.setVolatile(S, 2));
        both("no other element", () -> ELEMENT.setRelease(CELLS, 3, 1),
                () -> sink += (int) ELEMENT.getVolatile(CELLS, 4));
    }

    private static void run(Step s) {
        try {
            s.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(Gate gate) {
        synchronized (LOCK) {
            S.data = 1;
            gate.open();
            while (S.data == 1) {
                try {
                    LOCK.wait(10_000, 1);
                } catch (InterruptedException e) {
                    S.data++;
                }
            }
            S.data++;
        }
    }

    /** The second thread gets the monitor when the first one waits. */
    private static void waitAndNotify() {
        Thread[] first = new Thread[1];
        Two.run(gate -> {
            first[0] = Thread.currentThread();
            await(gate);
        }, () -> {
            synchronized (LOCK) {
                if (S.data == 1) {
                    S.data = 2;
                    LOCK.notify();
                }
            }
        });
        System.out.println(S.data);
    }

    public static void main(String[] args) {
        if (args[0].equals("wait")) {
            waitAndNotify();
        } else {
            Step[] two = CASES.get(args[0]);
            Two.run(() -> {
                S.data = 1;
                run(two[0]);
            }, () -> {
                run(two[1]);
                S.data++;
            });
        }
        System.out.println("end");
    }
}

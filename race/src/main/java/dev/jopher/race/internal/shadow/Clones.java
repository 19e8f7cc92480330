package dev.jopher.race.internal.shadow;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.report.History;
import dev.jopher.race.internal.sync.SyncClock;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Object.clone} does to the shadow of an object: it copies that, too. But the accesses
 * of the original are none of the clone, whose fields have only been written, by the thread that
 * cloned. What was copied says whether one of the clone's reads of the original has raced.
 */
public final class Clones {
    private static final Words NONE = new Words(new MethodHandle[0], new MethodHandle[0],
            new MethodHandle[0], new MethodHandle[0], new MethodHandle[0], new MethodHandle[0]);

    /** Whether a class of the program, or one that it extends, declares {@code clone}. */
    private static final ClassValue<Boolean> DECLARING = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            for (Class<?> c = type; c != null && c.getClassLoader() != null; c =
                    c.getSuperclass()) {
                try {
                    var unused = c.getDeclaredMethod("clone");
                    return true;
                } catch (NoSuchMethodException none) {
                    // perhaps the superclass does
                } catch (LinkageError unknown) {
                    return true;
                }
            }
            return false;
        }
    };

    private static final ClassValue<Words> WORDS = new ClassValue<>() {
        @Override
        protected Words computeValue(Class<?> c) {
            try {
                return find(c);
            } catch (ReflectiveOperationException | LinkageError | RuntimeException unknown) {
                return NONE;
            }
        }
    };

    private static final MethodType SET = MethodType.methodType(void.class, Object.class,
            long.class);
    private static final MethodType GET = MethodType.methodType(long.class, Object.class);
    private static final MethodType CLOCK = MethodType.methodType(SyncClock.class, Object.class);
    private static final MethodType CLEAR = MethodType.methodType(void.class, Object.class,
            SyncClock.class);

    private Clones() {}

    /**
     * The shadow words of all fields of a class, the checks of their reads, and the clocks of its
     * volatile fields.
     */
    private record Words(MethodHandle[] checks, MethodHandle[] writes,
            MethodHandle[] setWrites, MethodHandle[] setReads,
            MethodHandle[] clocks, MethodHandle[] setClocks) {}

    /**
     * Records that a {@code clone} of the JDK has returned, unless one of the program has: that may
     * have given the clone to other threads.
     */
    public static void returned(@Nullable Object clone, ShadowThread t, int site) {
        if (clone != null && !t.inside && !DECLARING.get(clone.getClass())) {
            made(clone, t, site);
        }
    }

    /** Checks the reads of all fields of {@code original}, which is about to be cloned. */
    public static void making(@Nullable Object original, ShadowThread t, int site) {
        if (original == null || t.inside || original.getClass().getClassLoader() == null) {
            return;
        }
        try {
            for (MethodHandle check : words(original.getClass(), t).checks) {
                check.invokeExact(original, t, site);
            }
        } catch (RuntimeException | Error e) {
            throw e; // an overflow of the stack is the program's
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Words words(Class<?> c, ShadowThread t) {
        t.inside = true;
        try {
            return WORDS.get(c);
        } finally {
            t.inside = false;
        }
    }

    /** Records that the current thread has made {@code clone}, which no other thread knows. */
    public static void made(@Nullable Object clone, ShadowThread t, int site) {
        if (clone == null || t.inside || clone.getClass().getClassLoader() == null) {
            return;
        }
        t.inside = true;
        long raced = 0;
        try {
            raced = reset(clone, WORDS.get(clone.getClass()), t, site);
        } catch (RuntimeException | Error e) {
            throw e; // an overflow of the stack is the program's
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        } finally {
            t.inside = false;
        }
        if (raced != 0) {
            Conflicts.race(raced, true, t, site, false);
        }
    }

    /** Returns the word of a write of the original that this thread does not know, or 0. */
    private static long reset(Object clone, Words all, ShadowThread t, int site)
            throws Throwable {
        long raced = 0;
        long mine = Epoch.word(t.epoch, site);
        for (int i = 0; i < all.writes.length; i++) {
            long w = (long) all.writes[i].invokeExact(clone);
            if (w != 0 && !t.optimistic && !t.knows(w)) {
                raced = w;
            }
            all.setWrites[i].invokeExact(clone, mine);
            all.setReads[i].invokeExact(clone, 0L);
        }
        for (int i = 0; i < all.clocks.length; i++) {
            SyncClock c = (SyncClock) all.clocks[i].invokeExact(clone);
            if (c != null) {
                c.acquire(t); // the volatile field of the original was read
                all.setClocks[i].invokeExact(clone, (SyncClock) null);
            }
        }
        if (all.writes.length != 0) {
            t.used = t.epoch;
            History.record(t, site);
        }
        return raced;
    }

    private static Words find(Class<?> type) throws ReflectiveOperationException {
        Lookup lookup = FieldChecks.lookup();
        List<MethodHandle> checks = new ArrayList<>();
        List<MethodHandle> writes = new ArrayList<>();
        List<MethodHandle> setWrites = new ArrayList<>();
        List<MethodHandle> setReads = new ArrayList<>();
        List<MethodHandle> clocks = new ArrayList<>();
        List<MethodHandle> setClocks = new ArrayList<>();
        for (Class<?> c = type; lookup != null && c != null && c.getClassLoader() != null; c =
                c.getSuperclass()) {
            for (Field f : c.getDeclaredFields()) {
                int flags = f.getModifiers();
                if (Modifier.isStatic(flags)) {
                    continue;
                }
                try {
                    if (Modifier.isVolatile(flags)) {
                        String name = "$race$c$".concat(f.getName());
                        MethodHandle get =
                                lookup.findGetter(c, name, SyncClock.class).asType(CLOCK);
                        setClocks.add(
                                lookup.findSetter(c, name, SyncClock.class).asType(CLEAR));
                        clocks.add(get);
                    } else if (!Modifier.isFinal(flags)) {
                        String w = "$race$w$".concat(f.getName());
                        String r = "$race$r$".concat(f.getName());
                        MethodHandle get = lookup.findGetter(c, w, long.class).asType(GET);
                        MethodHandle check = FieldChecks.check(c, r, false);
                        if (check != null) {
                            checks.add(check);
                        }
                        MethodHandle set = lookup.findSetter(c, w, long.class).asType(SET);
                        setReads.add(lookup.findSetter(c, r, long.class).asType(SET));
                        setWrites.add(set);
                        writes.add(get);
                    }
                } catch (NoSuchFieldException none) {
                    // a field that is not checked
                }
            }
        }
        MethodHandle[] no = {};
        return new Words(checks.toArray(no), writes.toArray(no), setWrites.toArray(no),
                setReads.toArray(no),
                clocks.toArray(no), setClocks.toArray(no));
    }
}

package dev.jopher.explore.internal.java;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.jopher.explore.internal.world.World;

/**
 * What would differ from run to run: random numbers and identity hash codes. The run gives them.
 */
public final class Chance {
    private static final double UNIT = 0x1.0p-53;
    private static final int UNIT_BITS = 53;
    private static final int PROCESSORS = 4;

    /** Which classes have the hash code of {@code Object}. */
    private static final ClassValue<Boolean> IDENTITY = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                Class<?> by = type.getMethod("hashCode").getDeclaringClass();
                return by == Object.class || by == Enum.class;
            } catch (NoSuchMethodException e) {
                return false;
            }
        }
    };

    private Chance() {}

    /** Replaces the seed of a thread. A carrier that has none yet makes the JDK ask twice. */
    public static long seed(AtomicLong seeder, long step) {
        World w = World.here();
        return w == null ? seeder.getAndAdd(step) : w.java.threadNumber();
    }

    /** Replaces the seed that the first, static, random numbers of the JDK come from. */
    public static long getAndAdd(AtomicLong seeder, long step) {
        World w = World.here();
        return w == null ? seeder.getAndAdd(step) : w.java.number();
    }

    public static int addAndGet(AtomicInteger probes, int step) {
        World w = World.here();
        return w == null ? probes.addAndGet(step) : (int) w.java.threadNumber() | 1;
    }

    /** Gives pools their numbers, as their threads have those in their names. */
    public static int getAndIncrement(AtomicInteger pools) {
        World w = World.here();
        return w == null ? pools.getAndIncrement() : w.java.nextPool++;
    }

    public static long uniquifier(long real) {
        World w = World.here();
        return w == null ? real : w.java.number();
    }

    /** Fills an array in place of {@code SecureRandom}. Returns false outside of a run. */
    public static boolean nextBytes(byte[] bytes) {
        World w = World.here();
        if (w == null) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) w.java.number();
        }
        return true;
    }

    /** Returns the same number on each machine; negative outside of a run. */
    public static int parallelism() {
        return World.here() == null ? -1 : PROCESSORS - 1;
    }

    // ---- what the program's code calls ----------------------------------------------------------

    public static int availableProcessors(Runtime r) {
        return World.here() == null ? r.availableProcessors() : PROCESSORS;
    }

    public static double random() {
        World w = World.here();
        return w == null
                ? Math.random()
                : (w.java.number() >>> Long.SIZE - UNIT_BITS) * UNIT;
    }

    public static UUID randomUUID() {
        World w = World.here();
        if (w == null) {
            return UUID.randomUUID();
        }
        return new UUID(w.java.number() & ~0xF000L | 0x4000L,
                w.java.number() >>> 2 | Long.MIN_VALUE);
    }

    public static void shuffle(List<?> list) {
        World w = World.here();
        if (w == null) {
            Collections.shuffle(list);
        } else {
            Collections.shuffle(list, new Random(w.java.number()));
        }
    }

    public static int identityHashCode(Object o) {
        World w = o == null ? null : World.here();
        return w == null ? System.identityHashCode(o) : w.java.hash(o);
    }

    public static int hashCode(Object o) {
        World w = World.here();
        return w != null && hasIdentity(o.getClass()) ? w.java.hash(o) : o.hashCode();
    }

    /**
     * Returns whether objects of the type hash by identity. The JDK's own classes are not asked
     * for: what asks would need them.
     */
    private static boolean hasIdentity(Class<?> type) {
        return type == Object.class || type.isArray()
                || type.getClassLoader() != null && IDENTITY.get(type);
    }
}

package dev.jopher.explore.internal.world;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;

import dev.jopher.explore.internal.java.VirtualThreads;
import org.jspecify.annotations.Nullable;

/** What a run knows of Java's own threads, monitors, timers and identities. */
public final class JavaState {
    /** So many times a thread reads the clock before time passes. */
    private static final int CLOCK_READS = 100;

    private static final int MOST_DOUBLINGS = 30;

    private static final long CLOCK_STEP = 1_000_000;

    private final World world;
    private final long seed;

    public final Alarms alarms;
    public final ShadowMonitors monitors;

    /** By platform thread of the program: what runs its body. */
    private final Map<Thread, ControlledThread> platformThreads = new IdentityHashMap<>();

    private final Map<ForkJoinPool, PoolTasks> pools = new IdentityHashMap<>();
    private final Map<Object, Boolean> executors = new IdentityHashMap<>();
    private final Map<Object, Integer> hashes = new IdentityHashMap<>();

    /** Numbers that the JDK gives out for the whole JVM. */
    public int nextThreadName;

    public int nextPool = 1;
    private int numbers;

    /** Whether waits may end without a reason, as they may on real machines. */
    public boolean spuriousWakeUps;

    private boolean usesNumbers;

    /** What the run could not control; null if there is nothing. Also written by a watcher. */
    private volatile @Nullable Set<String> outside;

    private boolean hasWokenOutside;

    JavaState(World world, long seed) {
        this.world = world;
        this.seed = SplitMix.mix(seed, 2);
        this.spuriousWakeUps = seed != World.NO_CHANCE;
        this.alarms = new Alarms(world);
        this.monitors = new ShadowMonitors(world);
    }

    /** Records that the program does something that the run does not control. */
    public void outside(String what) {
        Set<String> all = outside;
        if (all == null) {
            all = Collections.synchronizedSet(new LinkedHashSet<>());
            outside = all;
        }
        all.add(what);
    }

    /** Returns what the run could not control, in the order in which it happened. */
    public List<String> outside() {
        Set<String> all = outside;
        return all == null ? List.of() : List.of(all.toArray(String[]::new));
    }

    /**
     * Records that the current thread unparks {@code t}. If that belongs to no run, it may wake
     * others later.
     */
    public void unparking(Thread t) {
        if (!hasWokenOutside && !(VirtualThreads.schedulerOf(t) instanceof ControlledThread)) {
            wokenOutside("the thread " + t.getName() + ", which was there before the run");
        }
    }

    /** Records that something outside of the run may wake its threads. */
    public void wokenOutside(String what) {
        hasWokenOutside = true;
        outside(what);
    }

    /** Returns whether it is the first time that the run is asked for a pool. */
    public boolean isNew(Object pool) {
        return executors.put(pool, true) == null;
    }

    boolean hasWokenOutside() {
        return hasWokenOutside;
    }

    /** Returns the thread that runs. */
    public ControlledThread current() {
        ControlledThread c = world.current();
        if (c == null) {
            throw new IllegalStateException("a timer must not wait");
        }
        return c;
    }

    /** Returns what runs the body of a platform thread; null if nothing does. */
    public @Nullable ControlledThread of(Thread platform) {
        return platformThreads.isEmpty() ? null : platformThreads.get(platform);
    }

    public void add(Thread platform, ControlledThread t) {
        t.platform = platform;
        platformThreads.put(platform, t);
    }

    /** Returns what runs as a thread, or runs the body of one; null if it is of no run. */
    public @Nullable ControlledThread find(Thread t) {
        ControlledThread c = world.current();
        if (c != null && (c.thread == t || c.platform == t)) {
            return c;
        }
        for (ControlledThread other : world.threads()) {
            if (other.thread == t || other.platform == t) {
                return other;
            }
        }
        return null;
    }

    /** Handles the interrupt of a thread. Only a wait for a monitor cannot see that by itself. */
    public void interrupted(Thread t) {
        for (ControlledThread c : world.threads()) {
            if (c.thread == t && c.awaited != null) {
                monitors.interrupted(c);
            }
        }
    }

    /** Returns the tasks of a pool; without one, those of the common pool. */
    public PoolTasks tasks(@Nullable ForkJoinPool pool) {
        ForkJoinPool common = ForkJoinPool.commonPool();
        ForkJoinPool key = pool == null ? common : pool;
        PoolTasks known = pools.get(key);
        if (known == null) {
            known = new PoolTasks(world, key == common);
            pools.put(key, known);
        }
        return known;
    }

    /**
     * Returns a random number. It depends on the current thread and on how many that had before,
     * and on no other thread: so another schedule does not change it.
     */
    public long number() {
        usesNumbers = true;
        ControlledThread c = world.current();
        return c == null
                ? SplitMix.mix(seed, numbers++)
                : SplitMix.mix(seed ^ c.pathHash, c.numbers++);
    }

    /** Returns whether something has come from the seed that no strategy gives. */
    public boolean usesNumbers() {
        return usesNumbers;
    }

    /** Returns a random number that is always the same for the current thread. */
    public long threadNumber() {
        usesNumbers = true;
        ControlledThread c = world.current();
        return SplitMix.mix(seed, c == null ? 0 : c.pathHash);
    }

    /** Returns the state of a thread, also if it waits for a monitor of the run. */
    public Thread.State state(Thread t) {
        ControlledThread c = find(t);
        if (c == null || !c.isSuspended && !c.isTimed) {
            return t.getState();
        }
        if (c.isTimed) {
            return Thread.State.TIMED_WAITING;
        }
        return c.awaited == null ? Thread.State.BLOCKED : Thread.State.WAITING;
    }

    /**
     * Counts the reads of the clock: the program may read it until it shows some time. So each time
     * after many reads the thread waits, longer and longer, and time passes.
     */
    public void clockRead() {
        ControlledThread c = world.current();
        if (c != null && ++c.clockReads % CLOCK_READS == 0) {
            int times = Math.min(c.clockReads / CLOCK_READS - 1, MOST_DOUBLINGS);
            Alarms.Alarm unused = alarms.after(CLOCK_STEP << times, () -> world.resume(c));
            world.suspend();
        }
    }

    /** Suspends the current thread for a moment. It goes on at once where it cannot give way. */
    void passTime(ControlledThread c) {
        Alarms.Alarm alarm = alarms.after(CLOCK_STEP, () -> world.resume(c));
        if (!world.trySuspend()) {
            alarm.cancel();
        }
    }

    /** Returns the identity hash code of an object in this run. */
    public int hash(Object o) {
        if (world.isRecording()) {
            return System.identityHashCode(o);
        }
        Integer known = hashes.get(o);
        if (known == null) {
            known = (int) (number() >>> 33);
            hashes.put(o, known);
        }
        return known;
    }
}

package dev.jopher.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * A goroutine: a virtual thread, and what we know about it. Any other thread that has to wait in one of our
 * operations gets a G as well, a <em>foreign</em> one, which is in no list of goroutines.
 *
 * <h2>Parking and waking</h2>
 *
 * <p>A goroutine that has to wait puts a {@link Waiter} into a {@link WaitQueue} under the queue's lock,
 * unlocks, and parks. Who takes the waiter out of the queue, under the same lock, calls {@link #ready}
 * exactly once. The invariant: <em>between two parks, at most one {@code ready}</em>, because a goroutine
 * waits for one outcome at a time and one waker claims it. So two counters are enough, each with one writer
 * at a time, the goroutine and its waker: it waits while {@code readies < waits}.
 *
 * <pre>
 *   park          waits++, and until readies == waits: stop
 *   ready         readies++, then unpark    (before the waits++, if the waker is faster than the park)
 *   interrupted   waits--; then the waiter must be taken out of its queue, and if a waker was faster, its ready
 *                 is still to come: park again
 * </pre>
 *
 * <p>One waker's write is seen by the next one: it happens-before the return of the park, which happens-before
 * the next waiter stands in a queue. So no compare-and-set is needed. But readies is written with a full fence:
 * an unpark that finds a permit does nothing, and the permit may be one that the goroutine consumes just now.
 *
 * <p>The permit of {@code LockSupport} only brings the thread back; the counters say whether it may go on.
 * The waker, not the woken, ends the waiting, so a goroutine that waits can run again only by
 * the act of somebody else: {@link DeadlockDetector} stands on that.
 */
public final class G implements Runnable, Thread.UncaughtExceptionHandler {
    private static final VarHandle WAITS;
    private static final VarHandle READIES;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WAITS = lookup.findVarHandle(G.class, "waits", int.class);
            READIES = lookup.findVarHandle(G.class, "readies", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final Scheduler SCHEDULER = GoRuntime.scheduler();
    private static final Task NO_TASK = () -> {};
    private static final ThreadLocal<@Nullable G> FOREIGN = new ThreadLocal<>();

    private long id;
    private final Thread thread;

    /** Null for a foreign thread, unless that is in a {@link Watch}. */
    private @Nullable Origin origin;

    /** What {@link Origin#here} was last, for this goroutine: most of what one creates comes from the same line. */
    @Nullable Origin lastCreated;

    /** Null once it runs, so that what the body holds can be collected before the goroutine ends. */
    private @Nullable Task task;

    private final @Nullable Runnable atExit;

    /** How often it has waited for a ready, and the present one; all three may overflow. */
    private int waits;

    private int readies;
    private int parks;
    private WaitReason reason = WaitReason.NONE;
    private @Nullable Object waitsOn;
    private boolean mayGiveUp;

    /** When the latest wait began, in the scheduler's {@linkplain Scheduler#coarseMillis milliseconds}. */
    private int since;

    /** Started or woken by a platform thread, and has not run since: for {@link Fairness}. */
    volatile boolean fromOutside;

    /** For {@link CreationSite}. */
    private int starts;

    /** Where it stands in {@link Registry}, and the links there, guarded by its locks. */
    private int place;

    /** Not in there for the time being, but counted. */
    boolean withheld;

    @Nullable G next;

    @Nullable G previous;

    /** A goroutine, not yet started. */
    private G(Origin origin, Task task, @Nullable Runnable atExit) {
        this.origin = origin;
        this.task = task;
        this.atExit = atExit;
        this.thread = SCHEDULER.newThread(this, this);
    }

    /** A foreign thread. */
    private G(Thread thread) {
        this.origin = null;
        this.task = NO_TASK;
        this.atExit = null;
        this.thread = thread;
    }

    // ---- life ----------------------------------------------------------------------------------------

    /**
     * Starts a goroutine of the current one's program.
     *
     * @param function what the user gave, for "created by"
     */
    public static void start(Object function, Task task) {
        new G(Origin.here(function), task, null).start();
    }

    /** As {@link #start(Object, Task)}; the thread has a name. */
    public static void start(String name, Object function, Task task) {
        G g = new G(Origin.here(function), task, null);
        g.thread.setName(name);
        g.start();
    }

    /**
     * As {@link #start(Object, Task)}.
     *
     * @param atExit run when the task has ended in whatever way, after an uncaught exception is reported
     */
    public static void start(Object function, Task task, Runnable atExit) {
        new G(Origin.here(function), task, atExit).start();
    }

    /** Starts a goroutine that was asked for elsewhere. */
    public static void start(Origin origin, Task task) {
        new G(origin, task, null).start();
    }

    static void startMain(Program program, Task main) {
        new G(Origin.ofMain(program), main, null).start();
    }

    /** A goroutine of the current one's program whose thread the caller starts. */
    public static Thread newThread(Object function, Task task) {
        G g = new G(Origin.here(function), task, null);
        g.register();
        return g.thread;
    }

    /** Counted from here on, and not only once it runs: until then its creator may fall asleep. */
    private void start() {
        register();
        try {
            SCHEDULER.start(this);
        } catch (Throwable e) {
            Registry.remove(this);
            throw e;
        }
    }

    private void register() {
        Registry.add(this);
        if (Jfr.isOn()) {
            JfrEvents.started(this);
        }
    }

    /** The goroutine's body; the thread's, not for others to call. */
    @Override
    public void run() {
        SCHEDULER.running(this);
        Task body = task;
        task = null;
        try {
            if (body != null) {
                body.run();
            }
        } catch (Goexit e) {
            // its finally blocks have run
        } catch (Throwable e) {
            panic(e);
        } finally {
            end();
        }
    }

    /** Leaves the registry last: who is told of the end must not look asleep with nobody to wake him. */
    private void end() {
        try {
            if (Jfr.isOn()) {
                JfrEvents.ended(this);
            }
            if (atExit != null) {
                atExit.run();
            }
        } finally {
            Registry.remove(this);
        }
    }

    private void panic(Throwable e) {
        Reports.panic(e);
        Program p = program();
        if (p != null) {
            p.panic(this, e);
        } else {
            uncaught(e);
        }
    }

    /** Leaves {@code e} to the thread's handler, which is this unless the body has replaced it. */
    void uncaught(Throwable e) {
        Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
        (handler == null ? this : handler).uncaughtException(thread, e);
    }

    /** As if the thread had no handler of its own; {@link #current} finds the goroutine by its handler. */
    @Override
    public void uncaughtException(Thread t, Throwable e) {
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        if (handler == null) {
            handler = t.getThreadGroup();
        }
        if (handler != null) {
            handler.uncaughtException(t, e);
        }
    }

    // ---- who -----------------------------------------------------------------------------------------

    /** The current thread's G. */
    public static G current() {
        Thread t = Thread.currentThread();
        return t.isVirtual() && t.getUncaughtExceptionHandler() instanceof G g && g.thread == t
                ? g
                : foreign(t);
    }

    private static G foreign(Thread t) {
        G g = FOREIGN.get();
        if (g == null) {
            // A goroutine that replaced its uncaught-exception handler is found once, the long way.
            g = t.isVirtual() ? Registry.find(t) : null;
            if (g == null) {
                g = new G(t);
                Registry.addForeign(g);
            }
            FOREIGN.set(g);
        }
        return g;
    }

    /** By {@link Registry}. */
    void registered(long id, int place) {
        this.id = id;
        this.place = place;
    }

    int place() {
        return place;
    }

    /** 1 for the first goroutine of the JVM, and so on, with gaps from 1000 on; 0 for a foreign thread. */
    public long id() {
        return id;
    }

    /** The thread that this goroutine is. */
    public Thread thread() {
        return thread;
    }

    /** The {@code Go.run} it belongs to; null outside. */
    @Nullable Program program() {
        Origin o = origin;
        return o == null ? null : o.program();
    }

    /** Whether its program has ended: it may still run, but counts for nothing. */
    boolean isAbandoned() {
        Program p = program();
        return p != null && !p.isRunning();
    }

    /** Whether it waits and is not the main goroutine, whose program waits for it. */
    boolean mayBeLost() {
        return isWaiting() && !isMain();
    }

    /** Whether it is the first of a {@code Go.run}. */
    boolean isMain() {
        Origin o = origin;
        return o != null && o.isMain();
    }

    /** Counted by itself, from its number on: of many that start one each, and of one that starts many, some come to any number. */
    long countStarts() {
        return id + starts++;
    }

    @Nullable Origin origin() {
        return origin;
    }

    /** Called by itself. */
    void origin(@Nullable Origin now) {
        origin = now;
    }

    /** What those that it starts inherit; null for nothing. */
    @Nullable Scope scope() {
        Origin o = origin;
        return o == null ? null : o.scope();
    }

    // ---- parking and waking --------------------------------------------------------------------------
    // Few frames lead from a goroutine's start to its park: while the JIT has not compiled them yet, each takes some hundred
    // bytes of every goroutine that waits.

    /**
     * Waits for {@link #ready}, whatever happens; an interrupt stays set for later. If the thread cannot
     * park (a stack too deep to be frozen, no memory) and nobody has readied it, throws, and the caller
     * takes its waiter out of the queue.
     */
    public void park(WaitReason why, Object on) {
        boolean interrupted = false;
        Object event = Jfr.isOn() ? JfrEvents.blocks() : null;
        startWaiting(why, on);
        try {
            while (!isReady()) {
                SCHEDULER.park(this, on);
                // Parking returns at once while the flag is set.
                interrupted |= Thread.interrupted();
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            if (giveUp()) {
                throw e;
            }
        } finally {
            if (interrupted) {
                thread.interrupt();
            }
        }
        goOn(event, why, on);
    }

    /**
     * Waits for {@link #ready}; false if the thread is interrupted before. Then the caller takes its waiter
     * out of the queue, and if it is there no more, parks again, for a waker is on its way.
     */
    public boolean parkInterruptibly(WaitReason why, Object on) {
        boolean interrupted = false;
        Object event = Jfr.isOn() ? JfrEvents.blocks() : null;
        startWaiting(why, on);
        try {
            while (!isReady() && !interrupted) {
                if (thread.isInterrupted()) {
                    interrupted = giveUp();
                } else {
                    SCHEDULER.park(this, on);
                }
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            if (giveUp()) {
                throw e;
            }
        }
        goOn(event, why, on);
        return !interrupted;
    }

    private void startWaiting(WaitReason why, Object on) {
        if (Whereabouts.NOTED) {
            reason = why;
            waitsOn = on;
            since = origin != null ? SCHEDULER.coarseMillis() : exactMillis();
        }
        parks++;
        WAITS.setRelease(this, waits + 1);
    }

    private void goOn(@Nullable Object event, WaitReason why, Object on) {
        waitsForNothing();
        if (event != null) {
            JfrEvents.blocked(event, this, why, on);
        }
    }

    private void waitsForNothing() {
        if (Whereabouts.NOTED) {
            waitsOn = null;
        }
    }

    private boolean isReady() {
        return (int) READIES.getAcquire(this) == waits;
    }

    /** For foreign threads: nobody keeps the coarse clock going for them. */
    private static int exactMillis() {
        return CoarseClock.millis(SCHEDULER.nanoTime());
    }

    private boolean giveUp() {
        if (isReady()) {
            return false;
        }
        waitsForNothing();
        WAITS.setRelease(this, waits - 1);
        return true;
    }

    /** After a failed park whose waiter a waker has claimed already: its ready is a few instructions away. */
    public void awaitReady() {
        while ((int) READIES.getAcquire(this) == waits) {
            Thread.onSpinWait();
        }
        WAITS.setRelease(this, waits + 1);
    }

    /** Lets this goroutine go on, now or as soon as it parks. Happens-before the return of the park. */
    public void ready() {
        assert readies - (int) WAITS.getAcquire(this) <= 0 : "two wakers of one goroutine";
        READIES.setVolatile(this, readies + 1); // a full fence before the look at the permit
        SCHEDULER.unpark(this);
    }

    /** Waits for {@code nanos} of the scheduler's clock; false if interrupted before. */
    public static boolean sleep(long nanos) {
        G g = current();
        Timers timers = GoRuntime.timers();
        RuntimeTimer timer = RuntimeTimer.prompt(g::ready);
        timers.set(timer, timers.deadline(nanos));
        try {
            if (g.parkInterruptibly(WaitReason.SLEEP, timer)) {
                return true;
            }
        } catch (Throwable e) {
            if (!timers.remove(timer)) {
                g.awaitReady();
            }
            throw e;
        }
        if (!timers.remove(timer)) {
            g.park(WaitReason.SLEEP, timer);
        }
        return false;
    }

    // ---- what the detector and the dump see ----------------------------------------------------------

    /** Whether it waits in one of our operations and nobody has woken it yet. */
    boolean isWaiting() {
        int now = (int) WAITS.getAcquire(this); // first: it ends by a ready, which the second look would see
        return (int) READIES.getAcquire(this) - now < 0;
    }

    /** Whether it has not begun to run, or was woken and has not gone on yet. */
    boolean isRunnable() {
        return waitsOn != null && !isWaiting() || task != null && task != NO_TASK;
    }

    /** How many milliseconds ago its latest wait began, -1 if that is not noted; a hint, as {@link #reason}. */
    long waitedMillis() {
        return Whereabouts.NOTED ? Integer.toUnsignedLong(exactMillis() - since) : -1;
    }

    /** How often it has parked: equal at two looks that both saw it waiting means that it waited throughout. */
    long parks() {
        return parks;
    }

    /** Why it waits; read by other threads, so only a hint unless {@link #isWaiting} was seen before. */
    WaitReason reason() {
        return reason;
    }

    /** Whether it waits for a time, or until a context is done, or until it is interrupted: then it is not for ever. */
    boolean mayGiveUp() {
        return mayGiveUp;
    }

    /** Called by itself, before and after such a wait. */
    public void mayGiveUp(boolean may) {
        if (Whereabouts.NOTED) {
            mayGiveUp = may;
        }
    }

    /** The group that waits for its end; null if none does. */
    @Nullable Held group() {
        return atExit instanceof AtEnd end ? end.group() : null;
    }

    /** What it waits on. */
    @Nullable Object waitsOn() {
        return waitsOn;
    }
}

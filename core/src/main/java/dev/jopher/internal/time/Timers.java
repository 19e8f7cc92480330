package dev.jopher.internal.time;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.base.Controlled;
import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.sched.DueTimers;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.sched.GoScheduler;
import dev.jopher.internal.sched.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * All pending timers, and the thread that fires them. It sleeps until the earliest is due and does
 * nothing while there is none. Where all processors are busy, the system lets it wait a millisecond
 * or more for its turn. So carriers check the timers between goroutines, as Go's do. They fire what
 * is due and {@linkplain RuntimeTimer#prompt prompt}, one timer at a time; the first carrier to
 * come fires it.
 *
 * <p>The others are in a heap of their own, and only the thread fires them. They start goroutines,
 * wake waiters of locks, end contexts. A storm of them does not delay the prompt ones: while both
 * are due, the thread alternates between them, and carriers fire the prompt ones at the same time.
 *
 * <p>Lock order: a channel's lock may be held while timers are added and removed. The heap's lock
 * is never held while a timer fires.
 */
public final class Timers implements DueTimers {
    /** 146 years: long enough, and differences of moments do not overflow. */
    public static final long FOREVER = Long.MAX_VALUE / 2;

    /** Time until the thread checks again, if a carrier fires just now. */
    private static final long BUSY_NANOS = 50_000;

    /** Time until an action that found no memory is tried again. */
    private static final long NO_MEMORY_NANOS = 100_000_000;

    /** Maximum number of timers that a carrier fires before it runs a goroutine again. */
    private static final int MAX_AT_ONCE = 16;

    private static final VarHandle PENDING;

    static {
        try {
            PENDING = MethodHandles.lookup().findVarHandle(Timers.class, "pending", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final Timers SHARED = new Timers(GoRuntime.scheduler());

    static {
        GoRuntime.scheduler().timers(SHARED);
    }

    private final Scheduler scheduler;

    /** Whether a thread fires them; a controlled run has none. */
    private final boolean hasThread;

    private final SpinLock lock = new SpinLock();
    private final TimerHeap prompt = new TimerHeap();
    private final TimerHeap others = new TimerHeap();

    /** Whether the thread takes a prompt one next if both kinds are due. Guarded by the lock. */
    private boolean promptIsNext = true;

    /**
     * Number of timers in the heaps or firing. While there is any, a goroutine may still be woken.
     */
    private volatile int pending;

    /** When the first of the prompt ones is due. Written under the lock. */
    private volatile long earliest;

    private volatile @Nullable Thread thread;

    /** Guards the start of the thread, which is done before anything is changed. */
    private final Object starting = new Object();

    /**
     * The thread sleeps at most until this moment, perhaps less, for a timer that was removed
     * since. A select that waits for a second at most, again and again, wakes the thread once, not
     * each time. Guarded by the lock.
     */
    private long sleepsUntil;

    Timers(Scheduler scheduler) {
        this(scheduler, true);
    }

    private Timers(Scheduler scheduler, boolean hasThread) {
        this.scheduler = scheduler;
        this.hasThread = hasThread;
        this.sleepsUntil = scheduler.nanoTime() + FOREVER;
        this.earliest = sleepsUntil;
    }

    /** Returns the timers of all goroutines, on the scheduler's clock. */
    public static Timers shared() {
        return Controlled.ON && Controlled.isHere() ? ofControlledRun() : SHARED;
    }

    /** Returns the timers of the current controlled run, which fires them itself. */
    private static Timers ofControlledRun() {
        if (Controlled.timers() instanceof Timers known) {
            return known;
        }
        Timers made = new Timers(GoRuntime.scheduler(), false);
        Controlled.timers(made, made::nextDue, made::fireFirst);
        return made;
    }

    private long nextDue() {
        RuntimeTimer a = prompt.first();
        RuntimeTimer b = others.first();
        return a == null
                ? b == null ? Long.MAX_VALUE : b.when
                : b == null ? a.when : Math.min(a.when, b.when);
    }

    /** Fires one of those that are due first. Which one that is, the controlled run chooses. */
    private void fireFirst() {
        long now = scheduler.nanoTime();
        boolean isPrompt = prompt.canFire(now)
                && (!others.canFire(now) || Controlled.random(2) == 0);
        promptIsNext = isPrompt;
        (isPrompt ? prompt : others).chooseFirst(Controlled::random);
        long unused = fireNext(false);
    }

    /** Sets a timer and removes it, without the thread. */
    public void rehearse() {
        RuntimeTimer t = new RuntimeTimer(() -> {});
        lock.lock();
        try {
            heapOf(t).reserve(2);
            boolean unused = addLocked(t, scheduler.nanoTime() + FOREVER);
        } finally {
            lock.unlock();
        }
        boolean unused = remove(t);
    }

    private TimerHeap heapOf(RuntimeTimer t) {
        return t.isPrompt() ? prompt : others;
    }

    /** Returns the moment {@code nanos} from now, or now if that is negative. */
    public long deadline(long nanos) {
        return scheduler.nanoTime() + Math.clamp(nanos, 0, FOREVER);
    }

    /**
     * Fires {@code t} once at {@code when}, and at no other moment that was set before.
     * @return whether it was pending
     */
    public boolean set(RuntimeTimer t, long when) {
        StackRoom.check();
        return setNow(t, when);
    }

    /** Does the same as {@link #set}. For callers that have checked for room on the stack. */
    public boolean setNow(RuntimeTimer t, long when) {
        Thread firer = hasThread ? timerThread() : null;
        TimerHeap heap = heapOf(t);
        boolean wasPending;
        boolean wake;
        lock.lock();
        try {
            // If it is in the heap it leaves a slot. So nothing is changed when there is no memory.
            wasPending = t.index != RuntimeTimer.NOT_QUEUED;
            heap.reserve(wasPending || t == heap.firing ? 1 : 2);
            boolean unused = removeLocked(t);
            wake = addLocked(t, when);
        } finally {
            lock.unlock();
        }
        if (wake) {
            LockSupport.unpark(firer);
        }
        return wasPending;
    }

    /** Adds {@code t}. Returns whether the thread now sleeps too long. The heap has a free slot. */
    private boolean addLocked(RuntimeTimer t, long when) {
        TimerHeap heap = heapOf(t);
        t.when = when;
        heap.add(t);
        updateEarliest(when);
        changePending(1);
        return heap.first() == t && when - sleepsUntil < 0;
    }

    /**
     * Parks the current goroutine for {@code nanos} of the scheduler's clock. Returns false if it
     * is interrupted before.
     */
    public boolean sleep(long nanos) {
        G g = G.current();
        RuntimeTimer timer = RuntimeTimer.prompt(g::ready);
        set(timer, deadline(nanos));
        try {
            if (g.parkInterruptibly(WaitReason.SLEEP, timer)) {
                return true;
            }
        } catch (Throwable e) {
            if (!remove(timer)) {
                g.awaitReady();
            }
            throw e;
        }
        if (!remove(timer)) {
            g.park(WaitReason.SLEEP, timer);
        }
        return false;
    }

    /**
     * Leaves {@code t} to the thread, unless it has been set anew. The slot of the timer that fires
     * is kept free for it.
     */
    private void putBack(RuntimeTimer t, long when) {
        boolean wake = false;
        lock.lock();
        try {
            if (t.index == RuntimeTimer.NOT_QUEUED) {
                wake = addLocked(t, when);
            }
        } finally {
            lock.unlock();
        }
        if (wake) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Removes {@code t}. Returns false if it is not pending: then it has fired, or is firing now.
     */
    public boolean remove(RuntimeTimer t) {
        lock.lock();
        try {
            return removeLocked(t);
        } finally {
            lock.unlock();
        }
    }

    private boolean removeLocked(RuntimeTimer t) {
        boolean removed = heapOf(t).remove(t);
        if (removed) {
            updateEarliest(t.when);
            changePending(-1);
        }
        return removed;
    }

    /**
     * Changes {@link #pending}. Called under the lock. A release is enough: it comes before the
     * goroutine that has set the timer waits, and after the ready of one that it wakes; a reader
     * sees those first.
     */
    private void changePending(int by) {
        PENDING.setRelease(this, pending + by);
    }

    /**
     * Updates {@link #earliest} after a timer that was set for {@code when} was added or removed.
     */
    private void updateEarliest(long when) {
        RuntimeTimer first = prompt.first();
        long now = first == null ? when + FOREVER : first.when;
        if (now != earliest) {
            earliest = now;
        }
    }

    /** Returns whether all pending or firing timers were created by programs that have ended. */
    public boolean areAbandoned() {
        lock.lock();
        try {
            return prompt.allMatchWithFiring(RuntimeTimer::isAbandoned)
                    && others.allMatchWithFiring(RuntimeTimer::isAbandoned);
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether no timer, of any program, fires now or within {@code nanos}. */
    public boolean isQuietFor(long nanos) {
        lock.lock();
        try {
            return prompt.firing == null && others.firing == null
                    && nanosToFirst(scheduler.nanoTime()) > nanos;
        } finally {
            lock.unlock();
        }
    }

    private long nanosToFirst(long now) {
        return Math.min(prompt.nanosToFirst(now), others.nanosToFirst(now));
    }

    /** Starts the thread, if there is none: later there may be no memory for it. */
    public void prepare() {
        if (hasThread) {
            Thread unused = timerThread();
        }
    }

    private Thread timerThread() {
        Thread t = thread;
        return t != null ? t : startThread();
    }

    private Thread startThread() {
        synchronized (starting) {
            Thread t = thread;
            if (t == null) {
                t = RuntimeThread.start("jopher-timers", this::fireForever);
                thread = t;
            }
            return t;
        }
    }

    private void fireForever() {
        for (;;) {
            try {
                long wait = fireNext(false);
                if (wait > 0) {
                    LockSupport.parkNanos(this, wait);
                }
            } catch (Throwable e) {
                GoScheduler.report(e); // there is no other thread that fires them
            }
        }
    }

    /** Returns how many timers are pending or firing. */
    public int count() {
        return pending;
    }

    /**
     * Returns whether no timer is pending or firing. Those of a program that has ended count,
     * because another program may use what it has created.
     */
    @Override
    public boolean isEmpty() {
        return pending == 0;
    }

    /** Returns how many are pending. For tests. */
    public int size() {
        return pending;
    }

    @Override
    public void fireDue(long now) {
        int fired = 0;
        while (fired < MAX_AT_ONCE && now - earliest >= 0 && fireNext(true) == 0) {
            fired++;
        }
    }

    /**
     * Fires one timer, if one is due that the caller may fire, and returns 0. Otherwise returns how
     * long to wait. A separate method, so that no timer stays on the stack, and uncollectable,
     * while the thread waits.
     */
    private long fireNext(boolean promptly) {
        TimerHeap heap;
        RuntimeTimer due;
        long when;
        lock.lock();
        try {
            long now = scheduler.nanoTime();
            heap = promptly ? prompt : heapToFire(now);
            due = heap.first();
            if (due == null || !heap.canFire(now)) {
                return promptly ? BUSY_NANOS : nanosToSleep(now);
            }
            when = due.when;
            heap.remove(due);
            updateEarliest(when);
            heap.firing = due;
        } finally {
            lock.unlock();
        }
        fire(due, heap, promptly, when);
        return 0;
    }

    private TimerHeap heapToFire(long now) {
        boolean takesPrompt = prompt.canFire(now) && (promptIsNext || !others.canFire(now));
        promptIsNext = !takesPrompt;
        return takesPrompt ? prompt : others;
    }

    private long nanosToSleep(long now) {
        long left = nanosToFirst(now);
        long wait = left <= 0 ? BUSY_NANOS : left; // a carrier fires it
        sleepsUntil = now + wait;
        return wait;
    }

    private void fire(RuntimeTimer t, TimerHeap heap, boolean promptly, long when) {
        try {
            Probe probe = Probe.installed();
            if (probe != null) {
                probe.timerFired();
            }
            if (!promptly) {
                t.fire();
            } else if (!t.firePromptly()) {
                putBack(t, when);
            }
        } catch (OutOfMemoryError e) {
            // An action that finds no memory has done nothing yet. So it is tried again, as the JDK
            // does.
            putBack(t, scheduler.nanoTime() + NO_MEMORY_NANOS);
        } catch (Throwable e) {
            // The other timers must still fire.
            GoScheduler.report(e);
        } finally {
            lock.lock();
            heap.firing = null;
            changePending(-1);
            lock.unlock();
        }
    }
}

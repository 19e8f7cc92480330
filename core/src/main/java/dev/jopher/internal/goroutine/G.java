package dev.jopher.internal.goroutine;

import dev.jopher.internal.base.Controlled;
import dev.jopher.internal.base.Goexit;
import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.base.Task;
import dev.jopher.internal.base.VirtualThreadAccess;
import dev.jopher.internal.report.ProcessEnd;
import dev.jopher.internal.report.Reports;
import dev.jopher.internal.report.ShortPanic;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.sched.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A goroutine: a virtual thread, and what we know about it. Any other thread that has to wait in
 * one of our operations gets a G as well. Such a <em>foreign</em> thread is in no list of
 * goroutines.
 */
public final class G extends Parking implements Runnable {
    private static final Scheduler SCHEDULER = GoRuntime.scheduler();
    private static final Task NO_TASK = () -> {};
    private static final ThreadLocal<@Nullable G> FOREIGN = new ThreadLocal<>();

    static {
        if (RaceEvents.ON) {
            RaceEvents.goroutines(RaceNames::of);
        }
        if (Controlled.ON) {
            Controlled.goroutines(G::startMain, g -> Registry.remove((G) g), G::describeWait);
        }
    }

    private long id;
    private final Thread thread;

    /** Null for a foreign thread, unless that is in a {@link TrackedScope}. */
    private @Nullable Origin origin;

    /**
     * The last result of {@link Origin#here} for this goroutine. Most of what one creates comes
     * from the same line.
     */
    @Nullable Origin lastOrigin;

    /**
     * Null once it runs, so that what the body holds can be collected before the goroutine ends.
     */
    private @Nullable Task task;

    private final @Nullable Runnable atExit;

    /**
     * The reference that channel traces keep; null until it has done something that is recorded
     * there.
     */
    private @Nullable GoroutineRef ref;

    /** Null for none, as long as no label is used. Written by itself. */
    private @Nullable Labels labels;

    /** Its shard in {@link Registry}, and the links there. Guarded by the shard's lock. */
    private int shard;

    /** Whether it is out of the registry at present, see {@link UnlinkedGoroutines}. */
    boolean unlinked;

    @Nullable G next;

    @Nullable G previous;

    /** Creates a goroutine, not yet started. */
    private G(Origin origin, Task task, @Nullable Runnable atExit) {
        this.origin = origin;
        this.task = task;
        this.atExit = atExit;
        this.labels = origin.labels();
        this.thread = SCHEDULER.newThread(this, origin.threadName(), this);
    }

    /** Creates the G of a foreign thread. */
    private G(Thread thread) {
        this.origin = null;
        this.task = NO_TASK;
        this.atExit = null;
        this.thread = thread;
    }

    // ---- life -----------------------------------------------------------------------------------

    /**
     * Starts a goroutine of the current one's program.
     * @param function what the user passed, for "created by"
     */
    public static void start(Object function, Task task) {
        new G(Origin.here(function), Propagation.of(function, task), null).go();
    }

    /** Starts a goroutine whose thread has a name. Otherwise like {@link #start(Object, Task)}. */
    public static void start(String name, Object function, Task task) {
        G g = new G(Origin.here(function), Propagation.of(function, task), null);
        g.thread.setName(name);
        g.go();
    }

    /**
     * Starts a goroutine with a hook for its end. Otherwise like {@link #start(Object, Task)}.
     * @param atExit run when the task has ended in any way, after an uncaught exception is reported
     */
    public static void start(Object function, Task task, Runnable atExit) {
        new G(Origin.here(function), Propagation.of(function, task), atExit).go();
    }

    /**
     * Returns {@code task} with the contexts and the context class loader of the calling thread.
     * For a goroutine that another thread will start; one that is started here inherits them.
     */
    public static Task requestedHere(Object function, Task task) {
        return withClassLoader(Thread.currentThread().getContextClassLoader(),
                Propagation.of(function, task));
    }

    public static Task withClassLoader(@Nullable ClassLoader loader, Task task) {
        return new WithClassLoader(loader, task);
    }

    /** Not a lambda: the first use of one takes a deep stack. */
    private record WithClassLoader(@Nullable ClassLoader loader, Task task) implements Task {
        @Override
        public void run() throws Exception {
            Thread.currentThread().setContextClassLoader(loader);
            task.run();
        }
    }

    /** Starts a goroutine that was requested elsewhere. */
    public static void start(Origin origin, Task task) {
        unstarted(origin, task).start();
    }

    /** Creates a goroutine that is not counted until it has started. */
    public static G unstarted(Origin origin, Task task) {
        return new G(origin, task, null);
    }

    /** Creates a G for the current thread that nothing else knows. */
    public static G forRehearsal() {
        return new G(Thread.currentThread());
    }

    /** Starts a virtual thread that starts another. Both do nothing and are not counted. */
    public static void rehearse() {
        G g = forRehearsal();
        Thread second = SCHEDULER.newThread(g, "", () -> {});
        Thread first = SCHEDULER.newThread(g, "", () -> {
            SCHEDULER.shardHint();
            VirtualThreadAccess.start(second);
            Thread.yield();
        });
        VirtualThreadAccess.start(first);
    }

    public static void startMain(ProgramScope program, Task main) {
        new G(Origin.ofMain(program), Propagation.of(main, main), null).start();
    }

    /** Starts the main goroutine of a controlled run. */
    private static void startMain(Runnable main) {
        new G(Origin.ofControlledMain(), main::run, null).start();
    }

    /** Fills in why {@code goroutine} waits, and on what; where there is room, that in words. */
    private static void describeWait(Object goroutine, @Nullable Object[] into) {
        G g = (G) goroutine;
        if (g.isWaiting()) {
            into[0] = g.reason().toString();
            into[1] = g.waitsOn();
            if (into.length > 2) {
                into[2] = WaitTarget.describe(g.waitsOn());
            }
        }
    }

    /**
     * Starts it, and yields if the time slice of its creator is over. Go preempts a goroutine that
     * starts others endlessly; without that those would pile up.
     */
    private void go() {
        start();
        SCHEDULER.yieldIfSliceIsOver();
    }

    /**
     * Registers before starting: otherwise the creator could park first and the program would look
     * deadlocked.
     */
    private void start() {
        StackRoom.check();
        Registry.add(this);
        try {
            probeStart();
            SCHEDULER.start(this);
        } catch (Throwable e) {
            Registry.remove(this);
            throw e;
        }
    }

    private void probeStart() {
        Probe p = Probe.installed();
        if (p != null) {
            p.started(this);
        }
    }

    private void probeRun() {
        Probe p = Probe.installed();
        if (p != null) {
            p.runs(this);
        }
    }

    /** Runs the goroutine's body. Called by its thread only. */
    @Override
    public void run() {
        try {
            SCHEDULER.running(this);
            probeRun();
            Task body = task;
            task = null;
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

    /**
     * Unregisters last. A goroutine that waits for this one must not be seen asleep with no one
     * left to wake it.
     */
    private void end() {
        try {
            probeEnd();
        } finally {
            if (ref != null) {
                ref.ended();
            }
            if (RaceEvents.ON) {
                TrackedScope.ended(scope());
            }
            SCHEDULER.ended(this);
            Registry.remove(this);
        }
    }

    /**
     * Reports an exception of the body. What fails here is the goroutine's panic too: in Go it
     * would be a deferred call that panics.
     */
    private void probeEnd() {
        try {
            Probe p = Probe.installed();
            if (p != null) {
                p.ended(this);
            }
            if (atExit != null) {
                atExit.run();
            }
        } catch (Goexit e) {
            // it has ended already
        } catch (Throwable e) {
            panic(e);
        }
    }

    private void panic(Throwable e) {
        if (Controlled.ON && Controlled.uncaught(thread, e)) {
            return;
        }
        Reports.panic(e);
        ProgramScope p = program();
        if (p != null) {
            p.panic(this, e);
        } else {
            uncaught(e);
        }
    }

    /**
     * Passes {@code e} to the thread's handler, which is this unless the body has replaced it. As
     * with any thread, an exception of the handler is ignored; but {@code e} is still reported.
     */
    public void uncaught(Throwable e) {
        try {
            Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
            (handler == null ? this : handler).uncaughtException(thread, e);
        } catch (Throwable second) {
            ProcessEnd.print(ShortPanic.text(e, second));
        }
    }

    /**
     * Handles {@code e} as if the thread had no handler of its own; {@link #current} finds the
     * goroutine by its handler.
     */
    @Override
    public void uncaughtException(Thread t, Throwable e) {
        if (program() == null) {
            TrackedScope.panicked(scope(), e);
        }
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        if (handler == null) {
            handler = t.getThreadGroup();
        }
        if (handler != null) {
            handler.uncaughtException(t, e);
        }
    }

    // ---- identity -------------------------------------------------------------------------------

    /** Returns the current thread's G. */
    public static G current() {
        Thread t = Thread.currentThread();
        return t.isVirtual() && t.getUncaughtExceptionHandler() instanceof G g && g.thread == t
                ? g
                : foreign(t);
    }

    private static G foreign(Thread t) {
        G g = FOREIGN.get();
        if (g == null) {
            g = t.isVirtual() ? findByTask(t) : null;
            if (g == null) {
                g = new G(t);
                Registry.addForeign(g);
            }
            FOREIGN.set(g);
        }
        return g;
    }

    /**
     * Returns the reference that channel traces keep of it. Created by itself, and then the same
     * each time.
     */
    public GoroutineRef ref() {
        GoroutineRef w = ref;
        if (w == null) {
            w = new GoroutineRef(this);
            ref = w;
        }
        return w;
    }

    /**
     * Returns the goroutine that {@code t} is although its handler was replaced; null if it is not
     * one. All goroutines are searched only where the JDK does not show what a thread was made to
     * run. With many of them alive, the search would take milliseconds for each new virtual thread
     * of other code.
     */
    private static @Nullable G findByTask(Thread t) {
        Object task = VirtualThreadAccess.taskOf(t);
        if (task == null) {
            return Registry.find(t);
        }
        return task instanceof G g && g.thread == t ? g : null;
    }

    /** Sets its id and shard. Called by {@link Registry}. */
    void registered(long id, int shard) {
        this.id = id;
        this.shard = shard;
    }

    public int shard() {
        return shard;
    }

    /**
     * Returns 1 for the first goroutine of the JVM, and so on, with gaps from 1000 on; 0 for a
     * foreign thread.
     */
    public long id() {
        return id;
    }

    @Override
    G g() {
        return this;
    }

    @Override
    public Thread thread() {
        return thread;
    }

    @Override
    boolean isForeign() {
        return origin == null;
    }

    /** Returns the name that the user has set; empty for a goroutine without a name. */
    @SuppressWarnings("StringEquality") // all without a name share one
    public String name() {
        String name = thread.getName();
        Origin o = origin;
        return o != null && name == o.threadName() ? "" : name;
    }

    /** Returns its {@code Go.run}; null outside. */
    public @Nullable ProgramScope program() {
        Origin o = origin;
        return o == null ? null : o.program();
    }

    /**
     * Returns whether its program has ended. It may still run, and counts only as long as it can
     * act.
     */
    public boolean isAbandoned() {
        ProgramScope p = program();
        return p != null && !p.isRunning();
    }

    /** Returns whether it waits and is not the main goroutine, whose program waits for it. */
    public boolean isLeakCandidate() {
        return isWaiting() && !isMain();
    }

    /** Returns whether it is the first of a {@code Go.run}. */
    public boolean isMain() {
        Origin o = origin;
        return o != null && o.isMain();
    }

    public @Nullable Origin origin() {
        return origin;
    }

    /** Sets its origin. Called by itself. */
    public void origin(@Nullable Origin now) {
        origin = now;
    }

    /** Returns what the goroutines that it starts inherit; null for nothing. */
    public @Nullable Scope scope() {
        Origin o = origin;
        return o == null ? null : o.scope();
    }

    /** Returns the labels that it has now; null for none. */
    public @Nullable Labels labels() {
        return labels;
    }

    /** Sets its labels. Called by itself. */
    public void labels(@Nullable Labels now) {
        labels = now;
    }

    /** Returns whether it has not begun to run, or was woken and has not continued yet. */
    public boolean isRunnable() {
        return waitsOn() != null && !isWaiting() || task != null && task != NO_TASK;
    }

    /** Returns the group that waits for its end; null if none does. */
    public @Nullable OwnedTarget group() {
        return atExit instanceof ExitHook end ? end.group() : null;
    }
}

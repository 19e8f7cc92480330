package dev.jopher;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.base.Task;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.goroutine.WaitQueue;
import dev.jopher.internal.time.RuntimeTimer;
import dev.jopher.internal.time.Timers;
import org.jspecify.annotations.Nullable;

/** A function that is started once, when a context is done, unless it is stopped first. */
final class AfterFunc extends ContextChild implements Context.Registration {
    /**
     * Functions whose context was done when there was no memory, or not enough stack, for a
     * goroutine.
     */
    private static final AtomicReference<@Nullable AfterFunc> LATE = new AtomicReference<>();

    private static final RuntimeTimer RETRY = new RuntimeTimer(AfterFunc::startLate);

    static {
        // The JVM links these at the first use, which takes memory. So use them now.
        boolean unused = new AtomicBoolean().compareAndSet(false, true);
        AfterFunc none = LATE.getAndSet(null);
        unused = LATE.compareAndSet(null, none);
    }

    private final Origin origin;
    private final Task task;
    private final AtomicBoolean decided = new AtomicBoolean();

    /** Closed when it is stopped; null unless a goroutine waits for that. */
    private @Nullable Channel<Unit> stopped;

    private AfterFunc(Func f) {
        this.origin = Origin.here(f);
        Task body = G.requestedHere(f, new FuncTask(f));
        this.task = RaceEvents.ON ? ordered(body) : body;
    }

    /**
     * Returns a task that begins after the registration and after the end of the context, whichever
     * thread starts its goroutine.
     */
    private Task ordered(Task body) {
        RaceEvents.releaseMerge(this);
        return () -> {
            RaceEvents.acquire(this);
            body.run();
        };
    }

    static Context.Registration of(Context ctx, Func f) {
        Timers.shared().prepare(); // see startLater
        AfterFunc a = new AfterFunc(Objects.requireNonNull(f));
        ReceiveChannel<Unit> done = ctx.done();
        if (done != Channel.<Unit>never() && !a.attachToTree(ctx, done)) {
            Channel<Unit> stopped = new Channel<>();
            a.stopped = stopped;
            G.start(a.origin, () -> a.watch(done, stopped));
        }
        return a;
    }

    /** Waits, for a context of an unknown kind, until it is done or until this is stopped. */
    private void watch(ReceiveChannel<Unit> done, Channel<Unit> stopped) throws Exception {
        if (Select.of(new ReceiveCase<>(done, null), stopped) == 0
                && decided.compareAndSet(false, true)) {
            task.run();
        }
    }

    @Override
    void parentDone(Cancellation by) {
        if (RaceEvents.ON) {
            RaceEvents.releaseMerge(this);
        }
        if (decided.compareAndSet(false, true)) {
            try {
                start();
            } catch (OutOfMemoryError | StackOverflowError e) {
                startLater();
            }
        }
    }

    private void start() {
        G.start(origin, task);
    }

    /** Queues the start for the timer, because a context is done only once. */
    private void startLater() {
        AfterFunc head;
        do {
            head = LATE.get();
            next = head;
        } while (!LATE.compareAndSet(head, this));
        Timers.shared().setNow(RETRY, Timers.shared().deadline(0));
    }

    /**
     * Starts the queued functions. If there is still no memory, the rest stays queued. The action
     * of the timer has then failed, so the timer tries again.
     */
    private static void startLate() {
        for (AfterFunc a = LATE.getAndSet(null); a != null;) {
            AfterFunc after = (AfterFunc) a.next;
            try {
                a.start();
            } catch (OutOfMemoryError e) {
                for (AfterFunc left = a; left != null; left = after) {
                    after = (AfterFunc) left.next;
                    left.startLater();
                }
                throw e;
            }
            a = after;
        }
    }

    /** Stops it. */
    @Override
    public boolean stop() {
        StackRoom.checkEnd();
        boolean prevented = decided.compareAndSet(false, true);
        if (prevented) {
            if (stopped != null) {
                WaitQueue.readyAll(stopped.markClosedNow());
            }
            detach();
        } else if (RaceEvents.ON) {
            RaceEvents.acquire(this); // as if it had waited for the thread that decided
        }
        return prevented;
    }
}

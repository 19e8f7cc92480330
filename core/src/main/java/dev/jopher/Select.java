package dev.jopher;

import java.time.Duration;
import java.util.Objects;
import java.util.StringJoiner;

import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.StackRoom;
import dev.jopher.internal.goroutine.ChannelView;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Operation;
import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.goroutine.Selection;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.internal.sched.GoRuntime;
import dev.jopher.internal.time.RuntimeTimer;
import dev.jopher.internal.time.Timers;
import dev.jopher.internal.track.Trace;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a select statement (Go specification, "Select statements").
 *
 * <p>It takes the locks of all its channels, in an order that is the same for all selects, so that
 * no two selects wait for one another. Then it checks all cases at once: no case can become ready,
 * or cease to be, during the check. If several can proceed, each is chosen with equal probability.
 * If none can, it puts a {@link Waiter} into the queue of each channel, all with the same {@link
 * Selection}, releases the locks, and parks. The first waker to claim the selection completes it.
 * Afterwards the waiters on the other channels are dequeued, so that they keep nothing alive.
 */
final class Select implements WaitTarget {
    private static final int NONE = -1;
    private static final int MAX_CASES_SHOWN = 16;

    private final @Nullable Case<?>[] cases;

    /** The distinct channels, in locking order. */
    private final Channel<?>[] channels;

    /** Whether a channel is in several cases. */
    private final boolean repeats;

    private int otherwise = NONE;
    private boolean timeouts;

    /** The waiter that the selected case has served; made ready once the locks are released. */
    private @Nullable Waiter deferred;

    private Select(@Nullable Case<?>[] cases) {
        this.cases = cases;
        int n = 0;
        for (int i = 0; i < cases.length; i++) {
            Case<?> c = cases[i];
            if (c == null) {
                continue;
            }
            if (c.channel != null) {
                n++;
            } else if (c instanceof TimeoutCase) {
                timeouts = true;
            } else if (c instanceof OtherwiseCase) {
                if (otherwise != NONE) {
                    throw new IllegalArgumentException("multiple otherwise cases in select");
                }
                otherwise = i;
            }
        }
        channels = inLockingOrder(n);
        repeats = channels.length < n;
    }

    /** Runs a select. Returns the index of the selected case, whose handler has not run yet. */
    static int run(@Nullable Case<?>[] cases) {
        return new Select(cases).run();
    }

    /**
     * Tries a select of one channel's case and an otherwise, which in Go is a function of its own.
     * Returns the index of the otherwise if the case seems not to be ready. Else returns NONE, and
     * the select must be run.
     */
    static int tryOne(@Nullable Case<?>[] cases) {
        if (cases.length != 2) {
            return NONE;
        }
        int otherwise = cases[1] instanceof OtherwiseCase ? 1 : 0;
        Case<?> c = cases[1 - otherwise];
        if (!(cases[otherwise] instanceof OtherwiseCase) || c == null || c.channel == null) {
            return NONE;
        }
        c.channel.fireIfDue();
        if (c.seemsReady()) {
            return NONE;
        }
        if (Trace.ON) {
            c.channel.trace().tried(act(c));
        }
        c.reset();
        return otherwise;
    }

    /**
     * Runs a select of one case and the end of a context. Returns 0, or 1 if the context was done.
     */
    static int of(Case<?> c, ReceiveChannel<Unit> done) {
        return run(new @Nullable Case<?>[] {c, new ReceiveCase<>(done, null)});
    }

    /**
     * Waits for one case that could not proceed just now, for at most {@code d}. Returns whether it
     * did.
     */
    static boolean within(Duration d, Case<?> c) {
        return d.isPositive() && run(new @Nullable Case<?>[] {c, new TimeoutCase(d, null)}) == 0;
    }

    private int run() {
        if (Trace.ON) {
            trace(cases);
        }
        StackRoom.check();
        int chosen = otherwise == NONE && noneSeemsReady() ? NONE : tryAll();
        if (chosen == NONE) {
            chosen = otherwise != NONE ? otherwise : waitForOne();
        }
        if (Probe.installed() != null) {
            record(chosen);
        }
        return chosen;
    }

    private void record(int chosen) {
        Case<?> c = cases[chosen];
        Channel<?> of = c == null ? null : c.channel;
        Probe.did(Operation.SELECT, of, chosen == otherwise ? NONE : chosen, -1);
        if (of != null && c != null) {
            of.record(c.sends() ? Operation.SEND
                    : c instanceof ReceiveCase<?> r && !r.ok() ? Operation.RECEIVE_CLOSED
                            : Operation.RECEIVE);
        }
    }

    private static void trace(@Nullable Case<?>... cases) {
        for (Case<?> c : cases) {
            if (c != null && c.channel != null) {
                c.channel.trace().used(act(c));
            }
        }
    }

    private static Trace.Act act(Case<?> c) {
        return c.sends() ? Trace.Act.SEND : Trace.Act.RECEIVE;
    }

    // ---- checking -------------------------------------------------------------------------------

    private int tryAll() {
        lockAll();
        try {
            return tryAllLocked();
        } finally {
            unlockAll();
            readyDeferred();
        }
    }

    /**
     * Tries all cases. A ready case can be lost when its partner, a select too, is served
     * elsewhere: then tries again.
     */
    private int tryAllLocked() {
        for (;;) {
            int i = anyReady();
            if (i == NONE || caseAt(i).tryProceed(this)) {
                return i;
            }
        }
    }

    /**
     * Returns one of the ready cases, each with equal probability: the k-th one found replaces the
     * choice with probability 1/k.
     */
    private int anyReady() {
        int chosen = NONE;
        int ready = 0;
        for (int i = 0; i < cases.length; i++) {
            Case<?> c = cases[i];
            if (c != null && (c.channel != null || c instanceof TimeoutCase) && c.isReady()) {
                ready++;
                if (ready == 1 || GoRuntime.scheduler().random(ready) == 0) {
                    chosen = i;
                }
            }
        }
        return chosen;
    }

    /**
     * Returns whether no case seems ready. Then it is most likely faster to make the waiters at
     * once; all cases are checked again under the locks.
     */
    private boolean noneSeemsReady() {
        for (Case<?> c : cases) {
            if (c != null && (c instanceof TimeoutCase || c.channel != null && c.seemsReady())) {
                return false;
            }
        }
        return true;
    }

    void deferReady(@Nullable Waiter w) {
        deferred = w;
    }

    private void readyDeferred() {
        if (deferred != null) {
            deferred.g.ready();
            deferred = null;
        }
    }

    // ---- waiting --------------------------------------------------------------------------------

    private int waitForOne() {
        if (channels.length == 0 && !timeouts) {
            waitForever(cases.length == 0 ? WaitReason.SELECT_NO_CASES : WaitReason.SELECT, this);
        }
        G g = G.current();
        Selection selection = new Selection();
        @Nullable Waiter[] waiters = makeWaiters(g, selection);
        @Nullable RuntimeTimer[] timers = timeouts ? makeTimers(g, selection) : null;
        int now = enqueueAll(waiters);
        if (now != NONE) {
            return now;
        }
        try {
            park(g, selection, timers);
        } finally {
            dequeueAll(waiters, selection.winner());
            stopTimers(timers);
        }
        int winner = selection.winner();
        Waiter w = waiters[winner];
        if (w != null) {
            if (RaceEvents.ON) {
                RaceEvents.acquire(w);
            }
            caseAt(winner).onSelected(w);
        } else {
            caseAt(winner).won = true;
        }
        return winner;
    }

    private @Nullable Waiter[] makeWaiters(G g, Selection selection) {
        @Nullable Waiter[] waiters = new @Nullable Waiter[cases.length];
        for (int i = 0; i < cases.length; i++) {
            Case<?> c = cases[i];
            if (c != null && c.channel != null) {
                waiters[i] = new Waiter(g, c.element(), selection, i);
            }
        }
        return waiters;
    }

    /**
     * Checks once more, because the locks were free meanwhile. If still no case is ready, enqueues
     * all waiters.
     */
    private int enqueueAll(@Nullable Waiter[] waiters) {
        int[] order = repeats ? randomOrder(waiters.length) : null;
        lockAll();
        try {
            int chosen = tryAllLocked();
            if (chosen == NONE) {
                enqueueAllLocked(waiters, order);
            }
            return chosen;
        } finally {
            unlockAll();
            readyDeferred();
        }
    }

    /** Enqueues all waiters or, if there is no memory for a timer's channel, none. */
    private void enqueueAllLocked(@Nullable Waiter[] waiters, int @Nullable [] order) {
        try {
            for (int k = 0; k < waiters.length; k++) {
                int i = order == null ? k : order[k];
                Waiter w = waiters[i];
                if (w != null) {
                    caseAt(i).requireChannel().enqueueLocked(w, caseAt(i).sends());
                }
            }
        } catch (Throwable e) {
            for (int i = 0; i < waiters.length; i++) {
                Waiter w = waiters[i];
                if (w != null) {
                    caseAt(i).requireChannel().takeBackLocked(w, caseAt(i).sends());
                }
            }
            throw e;
        }
    }

    /**
     * Returns a random order. Of several cases in one queue the first is selected, so each is
     * selected with equal probability.
     */
    private static int[] randomOrder(int n) {
        int[] order = new int[n];
        for (int i = 1; i < n; i++) {
            int j = GoRuntime.scheduler().random(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /**
     * Returns the wait reason. A select of one case waits as that operation; in Go the compiler
     * already replaces it.
     */
    private WaitReason reason() {
        if (cases.length == 1 && channels.length == 1) {
            return caseAt(0).sends() ? WaitReason.CHAN_SEND : WaitReason.CHAN_RECEIVE;
        }
        return WaitReason.SELECT;
    }

    private void park(G g, Selection selection, @Nullable RuntimeTimer @Nullable [] timers) {
        WaitReason why = reason();
        try {
            startTimers(timers);
            if (g.parkInterruptibly(why, this)) {
                return;
            }
        } catch (Throwable e) {
            if (selection.claim(Selection.CANCELED)) {
                throw e;
            }
            g.awaitReady();
            return;
        }
        if (selection.claim(Selection.CANCELED)) {
            throw new UncheckedInterruptedException(why.toString());
        }
        g.park(why, this); // a waker was faster than the interrupt
    }

    private void dequeueAll(@Nullable Waiter[] waiters, int winner) {
        for (int i = 0; i < waiters.length; i++) {
            Waiter w = waiters[i];
            if (w != null) {
                caseAt(i).requireChannel().dequeue(w, caseAt(i).sends());
            }
        }
    }

    private @Nullable RuntimeTimer[] makeTimers(G g, Selection selection) {
        @Nullable RuntimeTimer[] timers = new @Nullable RuntimeTimer[cases.length];
        for (int i = 0; i < cases.length; i++) {
            if (cases[i] instanceof TimeoutCase) {
                int index = i;
                timers[i] = RuntimeTimer.prompt(() -> {
                    if (selection.claim(index)) {
                        g.ready();
                    }
                });
            }
        }
        return timers;
    }

    private void startTimers(@Nullable RuntimeTimer @Nullable [] timers) {
        for (int i = 0; timers != null && i < timers.length; i++) {
            RuntimeTimer t = timers[i];
            if (t != null && cases[i] instanceof TimeoutCase c) {
                Timers.shared().set(t, Timers.shared().deadline(c.nanos));
            }
        }
    }

    private static void stopTimers(@Nullable RuntimeTimer @Nullable [] timers) {
        if (timers != null) {
            for (RuntimeTimer t : timers) {
                if (t != null) {
                    Timers.shared().remove(t);
                }
            }
        }
    }

    /** Waits until an interrupt, which is the only event that can end this. */
    static void waitForever(WaitReason why, Object on) {
        G.current().parkInterruptibly(why, on);
        throw new UncheckedInterruptedException(why.toString());
    }

    // ---- for dumps ------------------------------------------------------------------------------

    /** Describes its cases, as in {@code receive chan 0/0 0x1b2c3d, send chan 1/1 0x4d5e6f}. */
    @Override
    public String describe() {
        StringJoiner text = new StringJoiner(", ");
        for (int i = 0; i < cases.length && i < MAX_CASES_SHOWN; i++) {
            text.add(describe(cases[i]));
        }
        return cases.length > MAX_CASES_SHOWN ? text.add("...").toString() : text.toString();
    }

    /** Passes the channels of its cases to {@code to}. Called by any thread. */
    void channels(ChannelView.Visitor to) {
        for (Case<?> c : cases) {
            if (c != null && c.channel != null) {
                to.channel(c.channel, c.sends());
            }
        }
    }

    private static String describe(@Nullable Case<?> c) {
        if (c instanceof TimeoutCase) {
            return "timeout";
        }
        if (c == null || c.channel == null || c.channel == Channel.never()) {
            return "nil chan";
        }
        return (c.sends() ? "send " : "receive ") + c.channel + " " + WaitTarget.address(c.channel)
                + WaitTarget.history(c.channel.target(),
                        c.sends() ? WaitReason.CHAN_SEND : WaitReason.CHAN_RECEIVE);
    }

    // ---- locks ----------------------------------------------------------------------------------

    /**
     * Returns the channels in locking order. Also resets all cases; not earlier, because the select
     * might have been refused.
     */
    private Channel<?>[] inLockingOrder(int n) {
        Channel<?>[] all = new Channel<?>[n];
        int k = 0;
        for (Case<?> c : cases) {
            if (c == null) {
                continue;
            }
            c.reset();
            if (c.channel != null) {
                c.channel.fireIfDue();
                all[k++] = c.channel;
            }
        }
        if (n < 2) {
            return all;
        }
        return LockingOrder.distinct(all);
    }

    private void lockAll() {
        for (Channel<?> c : channels) {
            c.lock.lock();
        }
    }

    private void unlockAll() {
        for (Channel<?> c : channels) {
            c.lock.unlock();
        }
        if (RaceEvents.ON) {
            RaceEvents.report();
        }
    }

    private Case<?> caseAt(int i) {
        return Objects.requireNonNull(cases[i]);
    }
}

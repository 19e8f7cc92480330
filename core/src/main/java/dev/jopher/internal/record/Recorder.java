package dev.jopher.internal.record;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import dev.jopher.internal.base.VirtualThreadAccess;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Labels;
import dev.jopher.internal.goroutine.Operation;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.sched.Carrier;
import dev.jopher.internal.sched.P;
import dev.jopher.internal.sched.SchedProbe;
import org.jspecify.annotations.Nullable;

/**
 * Turns what goroutines and processors report into events of a {@link Session}.
 *
 * <h2>How a slice of a processor gets its goroutine</h2>
 *
 * <p>A carrier gets a {@code Runnable} of the JDK, which mounts a virtual thread. The JDK makes one
 * such object for each virtual thread, and it knows that thread. So the carrier records which
 * goroutine runs before that runs. What the goroutine records next, on the same carrier, needs no
 * name.
 *
 * <p>A goroutine that waits in one of our operations says so itself, by {@link #blocks}. Otherwise
 * the carrier records that it has stopped: then it waits in the JDK, or has yielded. A yield is
 * seen because the JDK makes the goroutine runnable again on its own carrier.
 *
 * <h2>Order</h2>
 *
 * <p>All times are from one clock. A waker records the wake-up before it unparks, and the carrier
 * records the run after it has found the goroutine in a queue. Whatever can lead to a run has an
 * exact time: CREATED, READY, BLOCK, YIELD. That of RUN is left out where a processor switches from
 * one goroutine to the next: it is between the times of the neighbours, and the reader moves it
 * behind the wake-up.
 *
 * <p>No method here waits, or throws for lack of memory or stack: what cannot be recorded is lost
 * and counted.
 */
final class Recorder extends Probe implements SchedProbe {
    private static final int LONGEST_TEXT = 4_000;

    final Session session;

    Recorder(Session session) {
        this.session = session;
    }

    /** Loads what events need: hooks that the JDK calls should not be the first to load a class. */
    void rehearse() {
        Buffer b = new Buffer(session, 0, -1, true);
        b.put(Format.YIELD, true, 1, session.strings.numberOf("rehearsal"), 0, 0, 0);
        Block filled = b.block();
        if (filled != null) {
            session.blocks.giveBack(filled);
        }
        var _ = session.stacks.numberOf(Stack.here());
        if (VirtualThreadAccess.canSchedule()) {
            var _ = VirtualThreadAccess.threadOf(() -> {});
        }
    }

    private void put(int type, boolean exact, int n, long a, long b, long c) {
        try (Buffer to = session.buffer()) {
            if (to != null) {
                to.put(type, exact, n, a, b, c, 0);
            }
        } catch (Throwable e) {
            lost();
        }
    }

    /** Counts an event for which there was no memory or no stack. */
    private void lost() {
        try {
            session.lost(1);
        } catch (Throwable e) {
            // not even the stack for that
        }
    }

    // ---- goroutines -----------------------------------------------------------------------------

    @Override
    public void started(G g) {
        try (Buffer b = session.buffer()) {
            if (b != null) {
                created(b, g);
            }
        } catch (Throwable e) {
            lost();
        }
    }

    private void created(Buffer b, G g) {
        Origin origin = g.origin();
        String name = g.name();
        Labels labels = g.labels();
        b.put(Format.CREATED, true, 4, Format.zigzag(g.id()),
                origin == null ? 0 : session.place(origin.site()),
                name.isEmpty() ? 0 : session.strings.numberOf(name),
                labels == null ? 0 : session.strings.numberOf(Labels.text(labels)));
    }

    @Override
    public void ended(G g) {
        try (Buffer b = session.buffer()) {
            if (b != null) {
                b.put(Format.ENDED, true, 0, 0, 0, 0, 0);
                b.running = false;
            }
        } catch (Throwable e) {
            lost();
        }
    }

    @Override
    public @Nullable Object blocks(G g, WaitReason why, Object on) {
        try (Buffer b = session.buffer()) {
            if (b == null) {
                return null;
            }
            int stack = session.stack(b, 0);
            int object = why == WaitReason.SLEEP || why == WaitReason.SELECT
                    || why == WaitReason.SELECT_NO_CASES ? 0 : session.waits(b, why, on);
            b.put(Format.BLOCK, true, 3, why.ordinal(), object, stack, 0);
            b.running = false;
        } catch (Throwable e) {
            lost();
        }
        return SEEN;
    }

    @Override
    public void blocked(Object begun, G g, WaitReason why, Object on) {
        continues(g);
    }

    @Override
    public void runs(G g) {
        continues(g);
    }

    /** Records that {@code g} runs, unless its carrier has done so. Called by itself. */
    private void continues(G g) {
        try (Buffer b = session.buffer()) {
            if (b != null) {
                continues(b, Session.idOf(g.thread()));
            }
        } catch (Throwable e) {
            lost();
        }
    }

    private static void continues(Buffer b, long id) {
        if (b.busy != null || !b.running || b.actor != id) {
            b.put(Format.RUN, true, 1, Format.zigzag(id), 0, 0, 0);
            b.actor = id;
            b.running = true;
        }
    }

    @Override
    public void readies(G g) {
        try (Buffer b = session.buffer()) {
            if (b != null) {
                int stack = b.actor == 0 ? 0 : session.stack(b, Session.STACK_CREDIT / 2);
                b.put(Format.READY, true, 2, Format.zigzag(Session.idOf(g.thread())), stack, 0,
                        0);
            }
        } catch (Throwable e) {
            lost();
        }
    }

    @Override
    public void deadlock(String report, Stream<G> all) {
        Recordings.keep();
    }

    // ---- processors -----------------------------------------------------------------------------

    @Override
    public void starts(P p, Runnable r, boolean searched) {
        try {
            Thread t = VirtualThreadAccess.threadOf(r);
            long id = t == null ? 0 : Session.idOf(t);
            Buffer b = session.of(p);
            b.actor = 0;
            b.put(Format.RUN, searched, 1, Format.zigzag(id), 0, 0, 0);
            b.actor = id;
            b.running = true;
        } catch (Throwable e) {
            lost();
        }
    }

    @Override
    public void stops(P p) {
        try {
            Buffer b = session.of(p);
            if (b.running) {
                b.put(Format.STOP, true, 0, 0, 0, 0, 0);
                b.running = false;
            }
            b.actor = 0;
        } catch (Throwable e) {
            lost();
        }
    }

    @Override
    public void runnable(Runnable r) {
        try {
            Thread t = VirtualThreadAccess.threadOf(r);
            if (t == null || !(t.getUncaughtExceptionHandler() instanceof G g)) {
                return;
            }
            if (Thread.currentThread() instanceof Carrier c) {
                Buffer b = session.of(c.p);
                if (b.actor == g.id()) { // it has yielded here, or a waker was faster than its park
                    if (b.running) {
                        b.put(Format.YIELD, true, 0, 0, 0, 0, 0);
                        b.running = false;
                    }
                    return;
                }
            }
            if (!g.isRunnable()) { // otherwise its waker or creator has recorded it
                put(Format.WAKE, true, 1, Format.zigzag(g.id()), 0, 0);
            }
        } catch (Throwable e) {
            lost();
        }
    }

    @Override
    public void stolen(P p, P victim, int count) {
        put(Format.STEAL, false, 2, victim.id, count, 0);
    }

    @Override
    public void handedOver(P p) {
        put(Format.HAND_OVER, true, 2, p.id, p.blocked() ? 1 : 0, 0);
    }

    // ---- channels, locks, timers ----------------------------------------------------------------

    @Override
    public void operation(Operation what, @Nullable Object on, int value, int capacity) {
        if ((what == Operation.LOCK || what == Operation.UNLOCK) && on != null
                && !session.isContended(on)) {
            return; // no goroutine has waited for it recently
        }
        try (Buffer b = session.buffer()) {
            if (b != null) {
                operation(b, what, session.object(b, on, capacity), value);
            }
        } catch (Throwable e) {
            lost();
        }
    }

    private void operation(Buffer b, Operation what, int object, int value) {
        switch (what) {
            case MAKE -> {
                int stack = session.stack(b, 0);
                if (stack != 0) {
                    b.put(Format.MADE, false, 2, object, stack, 0, 0);
                }
            }
            case SEND -> b.putObject(Format.SEND, false, object, value);
            case RECEIVE -> b.putObject(Format.RECEIVE, false, object, value + 1);
            case RECEIVE_CLOSED -> b.putObject(Format.RECEIVE, false, object, 0);
            case CLOSE -> b.putObject(Format.CLOSE, false, object, 0);
            case LOCK -> b.putObject(Format.LOCK, true, object, 0);
            case UNLOCK -> b.putObject(Format.UNLOCK, true, object, 0);
            case SELECT -> b.put(Format.SELECT, false, 2, value + 1L, object, 0, 0);
        }
    }

    @Override
    public void timerFired() {
        put(Format.TIMER, false, 1, 1, 0, 0);
    }

    // ---- the program's own ----------------------------------------------------------------------

    @Override
    public @Nullable Object enters(String region) {
        try {
            put(Format.REGION, true, 1, session.strings.numberOf(region), 0, 0);
        } catch (Throwable e) {
            lost(); // the table had no room on the stack; the region runs all the same
        }
        return null;
    }

    @Override
    public void leaves(@Nullable Object entered, String region) {
        put(Format.REGION_END, true, 0, 0, 0, 0);
    }

    @Override
    public void log(String category, String message) {
        try (Buffer b = session.buffer()) {
            if (b != null) {
                byte[] text = message.getBytes(StandardCharsets.UTF_8);
                b.put(Format.LOG, category.isEmpty() ? 0 : session.strings.numberOf(category),
                        text, Math.min(text.length, LONGEST_TEXT));
            }
        } catch (Throwable e) {
            lost();
        }
    }

    /** Records that the collector stopped the program. */
    void pause(String name, long begin, long nanos) {
        put(Format.PAUSE, false, 3, session.strings.numberOf(name), begin, nanos);
    }
}

package dev.jopher.internal.dump;

import java.util.List;

import dev.jopher.internal.goroutine.Activity;
import dev.jopher.internal.goroutine.CreationSite;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.goroutine.OutsideWaits;
import dev.jopher.internal.goroutine.State;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.report.Frames;
import org.jspecify.annotations.Nullable;

/**
 * One observation of a goroutine, made of {@link Thread#getStackTrace} alone: the JDK's own dump of
 * virtual threads can crash the JVM.
 *
 * @param waitedMillis how long it has waited; -1 if that is unknown or it does not wait in one of
 *         our operations
 * @param target what it waits on; null if that is nothing or nothing of ours
 * @param frames the user's frames. All frames if the caller wants them, or if none is the user's
 *         and nothing else identifies the place
 * @param call the JDK's method in which it waits, and the holder of what it waits for; empty if it
 *         does not wait there
 */
record GoroutineSnapshot(G g, State state, long waitedMillis, @Nullable Object target,
        List<StackTraceElement> frames, String call) {

    /** Number of attempts: a goroutine may run on between two reads. */
    private static final int TRIES = 3;

    /**
     * Takes a snapshot. A goroutine that runs on during each attempt counts as running, and the
     * snapshot does not say what it waits on.
     */
    static GoroutineSnapshot of(G g, boolean allFrames) {
        for (int i = 1;; i++) {
            long parks = g.parks();
            boolean waiting = g.isWaiting();
            StackTraceElement[] stack = g.thread().getStackTrace();
            GoroutineSnapshot seen = waiting ? waiting(g, stack, allFrames)
                    : moving(g, GoroutineState.ofMoving(g, stack), stack, allFrames);
            if (g.parks() == parks && g.isWaiting() == waiting) {
                return seen;
            }
            if (i == TRIES) {
                return moving(g, Activity.RUNNABLE, stack, allFrames);
            }
        }
    }

    private static GoroutineSnapshot waiting(G g, StackTraceElement[] stack, boolean allFrames) {
        Object target = g.waitsOn();
        if (target instanceof WaitTarget t && t.isOver()) {
            return moving(g, Activity.RUNNABLE, stack, allFrames);
        }
        return new GoroutineSnapshot(g, g.reason(), g.waitedMillis(), target,
                frames(g, stack, allFrames), outside(g));
    }

    /** Returns what outside of this process it waits for, if it has reported that. */
    private static String outside(G g) {
        String what = OutsideWaits.of(g);
        return what.isEmpty() ? "" : "an outside wait for " + what;
    }

    private static GoroutineSnapshot moving(G g, State state, StackTraceElement[] stack,
            boolean allFrames) {
        return new GoroutineSnapshot(g, state, -1, null, frames(g, stack, allFrames),
                state == Activity.PARKED ? call(g, stack) : outside(g));
    }

    private static String call(G g, StackTraceElement[] stack) {
        String outside = outside(g);
        String call = GoroutineState.callOf(stack);
        return !outside.isEmpty() || call.isEmpty() ? outside : call + Holders.ofLockOfJdk(g);
    }

    private static List<StackTraceElement> frames(G g, StackTraceElement[] stack,
            boolean allFrames) {
        List<StackTraceElement> user = allFrames ? List.of() : Frames.user(stack);
        boolean all = allFrames || user.isEmpty() && Origin.siteOf(g) == null;
        return all ? List.of(stack) : user;
    }

    /** Returns the key of its state and place. Goroutines with equal keys share an entry. */
    StackKey key() {
        return new StackKey(state, frames, Origin.siteOf(g), g.isAbandoned());
    }

    record StackKey(State state, List<StackTraceElement> frames, @Nullable CreationSite site,
            boolean abandoned) {}
}

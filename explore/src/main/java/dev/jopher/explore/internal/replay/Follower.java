package dev.jopher.explore.internal.replay;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a recording as far as the program allows: of the threads that can continue, it chooses
 * the one whose next event comes first in the recorded order. For an edited program it is given the
 * {@link Alignment} of that program's events with the recorded ones. Records the new run as well.
 */
public final class Follower extends RunRecorder implements Strategy {
    private static final int FIRST = -1;
    private static final int LAST = Integer.MAX_VALUE;

    private final EventOrder order;
    private final @Nullable Alignment alignment;

    /** The place of an event that was not recorded. */
    private final int unknown;

    private int strangers;

    private Follower(EventOrder order, @Nullable Alignment alignment, int unknown,
            boolean detailed) {
        super(detailed);
        this.order = order;
        this.alignment = alignment;
        this.unknown = unknown;
    }

    /** Follows a recording of the same program. */
    public static Follower of(Recording recording, boolean detailed) {
        return new Follower(new EventOrder(recording, recording.events()), null, LAST, detailed);
    }

    /** Follows another order of the events of a recording. */
    static Follower of(Recording recording, int[] order) {
        return new Follower(new EventOrder(recording, order), null, LAST, false);
    }

    /** Follows a recording of what was perhaps another version of the program. */
    static Follower ofEdited(Recording recording, @Nullable Alignment alignment) {
        return new Follower(new EventOrder(recording, recording.events()), alignment, FIRST, false);
    }

    @Override
    public void begin(SplitMix numbers) {}

    @Override
    public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        int best = ChoiceLog.simplest(ready, n, current);
        int first = place(of(ready[best]), ready[best].isAtPoint());
        for (int i = 0; i < n; i++) {
            int place = place(of(ready[i]), ready[i].isAtPoint());
            if (place < first) {
                first = place;
                best = i;
            }
        }
        return best;
    }

    private int place(RecordedThread t, boolean isAtPoint) {
        RecordedThread partner = partner(t);
        Step s = t.last();
        int step = s == null ? -1 : partner == null ? -1 : partnerStep(t, s.nth);
        if (partner == null || s != null && step < 0) {
            strangers++;
            return unknown;
        }
        int place = isAtPoint && s != null
                ? order.pass(partner, step)
                : order.resume(partner, step, s == null ? t.starts : s.resumes);
        return place >= 0 ? place : alignment != null ? LAST : unknown;
    }

    private @Nullable RecordedThread partner(RecordedThread t) {
        if (alignment == null) {
            return order.thread(t.path);
        }
        int index = alignment.thread(t.path);
        return index < 0 ? null : order.thread(index);
    }

    private int partnerStep(RecordedThread t, int step) {
        return alignment == null ? step : alignment.step(t.path, step);
    }

    @Override
    public int random(int bound, SplitMix numbers) {
        int other = numbers.next(bound);
        RecordedThread r = running();
        Step s = r == null ? null : r.last();
        RecordedThread partner = r == null ? null : partner(r);
        if (r == null || s == null || partner == null) {
            return other;
        }
        int step = partnerStep(r, s.nth);
        if (step < 0 || step >= partner.steps().size()) {
            return other;
        }
        int drawn = partner.steps().get(step).drawn(draws(), bound);
        return drawn < 0 ? other : drawn;
    }

    /** Returns how often an event that the recording does not have could have been chosen. */
    public int strangers() {
        return strangers;
    }
}

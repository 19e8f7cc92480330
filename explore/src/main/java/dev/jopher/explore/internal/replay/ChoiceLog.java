package dev.jopher.explore.internal.replay;

import dev.jopher.explore.internal.replay.Choices.Ints;
import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/** Writes down what another strategy chooses. */
public final class ChoiceLog implements Strategy {
    private final Strategy other;
    private final Ints at = new Ints();
    private final Ints index = new Ints();
    private final Ints bounds = new Ints();
    private final Ints results = new Ints();
    private int count;

    public ChoiceLog(Strategy other) {
        this.other = other;
    }

    @Override
    public void begin(SplitMix numbers) {
        other.begin(numbers);
    }

    @Override
    public void created(ControlledThread t) {
        other.created(t);
    }

    @Override
    public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        int simplest = simplest(ready, n, current);
        // At a point that the other one does not see, the thread stays, and it is not asked.
        int chosen = current != null && !other.sees(current.op())
                ? simplest
                : other.pick(ready, n, current);
        if (chosen != simplest) {
            at.add(count);
            index.add(chosen);
        }
        count++;
        return chosen;
    }

    /** Returns the index of the thread that has done least; of several, of the first created. */
    static int simplest(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        int best = 0;
        for (int i = 0; i < n; i++) {
            if (ready[i] == current) {
                return i;
            }
            int more = ready[i].steps() - ready[best].steps();
            if (more < 0 || more == 0 && ready[i].id < ready[best].id) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public void yielded(ControlledThread t) {
        other.yielded(t);
    }

    @Override
    public int random(int bound, SplitMix numbers) {
        int result = other.random(bound, numbers);
        bounds.add(bound);
        results.add(result);
        return result;
    }

    @Override
    public void end(World run) {
        other.end(run);
    }

    Choices choices() {
        return new Choices(at.toArray(), index.toArray(), bounds.toArray(), results.toArray());
    }
}

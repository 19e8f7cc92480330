package dev.jopher.explore.internal.replay;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import org.jspecify.annotations.Nullable;

/** Repeats the choices of a run. */
public final class ByChoices implements Strategy {
    private final Choices choices;
    private int count;
    private int next;
    private int draws;
    private int firstMisfit = -1;

    public ByChoices(Choices choices) {
        this.choices = choices;
    }

    @Override
    public void begin(SplitMix numbers) {
        count = 0;
        next = 0;
        draws = 0;
        firstMisfit = -1;
    }

    @Override
    public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
        int here = count++;
        if (next < choices.at().length && choices.at()[next] == here) {
            int chosen = choices.index()[next++];
            if (chosen < n) {
                return chosen;
            }
            misfit();
        }
        return ChoiceLog.simplest(ready, n, current);
    }

    @Override
    public int random(int bound, SplitMix numbers) {
        int other = numbers.next(bound);
        int i = draws++;
        if (i >= choices.results().length) {
            return other;
        }
        int result = choices.results()[i];
        if (result < bound) {
            return result;
        }
        misfit();
        return other;
    }

    private void misfit() {
        if (firstMisfit < 0) {
            firstMisfit = count;
        }
    }

    /** Returns the number of the first choice that could not be repeated; -1 if there is none. */
    public int firstMisfit() {
        return firstMisfit;
    }
}

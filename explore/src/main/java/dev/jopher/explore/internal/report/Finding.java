package dev.jopher.explore.internal.report;

import java.util.List;

import dev.jopher.explore.internal.replay.Recording;
import org.jspecify.annotations.Nullable;

/**
 * A failing schedule, with all that a report says of it.
 *
 * @param recording the shortest one found, with lines and values
 * @param token repeats it; null if it cannot be repeated
 * @param schedule number of the schedule that was found, from 0
 * @param seed of the exploration
 * @param foundPreemptions how many choices that schedule had, before it was shortened
 * @param foundSteps how many steps it had
 * @param divergence where a second run differed; null if it did not
 * @param uncontrolled what was not controlled, with its line
 */
public record Finding(Recording recording, @Nullable String token, int schedule, long seed,
        int foundPreemptions, int foundSteps, @Nullable String divergence,
        List<String> uncontrolled) {}

/**
 * The data race detector, for programs: whether it is there, and what it has found. The detector
 * itself is an agent, {@code jopher run -race} or {@code java -javaagent:jopher-race.jar}. Without
 * it, everything here may be used and does nothing.
 *
 * <p>Everything is non-null unless it is {@code @Nullable} (JSpecify).
 */
@NullMarked
package dev.jopher.race;

import org.jspecify.annotations.NullMarked;

package dev.jopher.explore;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * All results that an exploration has seen, the most frequent first.
 *
 * <pre>
 *   813  2
 *   187  1  x1AaCNBnDkWtsCEQgANvo
 * </pre>
 *
 * @param <T> of the results
 */
public final class Outcomes<T> {
    /**
     * One result.
     *
     * @param value what the code has returned; null if that was null, or if it failed
     * @param failure the verdict in words; null if the code has returned
     * @param count how many schedules had that result
     * @param token repeats the first of them; empty if it cannot be repeated
     */
    public record Outcome<T>(@Nullable T value, @Nullable String failure, int count,
            Optional<String> token) {
        @Override
        public String toString() {
            return "%6d  %s%s".formatted(count, failure == null ? value : failure,
                    token.map(t -> "  " + t).orElse(""));
        }
    }

    private final List<Outcome<T>> all;

    Outcomes(List<Outcome<T>> all) {
        this.all = all.stream()
                .sorted(Comparator.comparingInt((Outcome<T> o) -> o.count).reversed()).toList();
    }

    /** Returns all outcomes, the most frequent first. */
    public List<Outcome<T>> all() {
        return all;
    }

    /** Returns what the code has returned. */
    public Set<T> values() {
        return all.stream().filter(o -> o.failure == null).map(Outcome::value)
                .filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** Returns the outcomes in which the code did not return. */
    public List<Outcome<T>> failures() {
        return all.stream().filter(o -> o.failure != null).toList();
    }

    /** Returns in how many schedules the code has returned {@code value}. */
    public int count(T value) {
        return all.stream().filter(o -> o.failure == null && Objects.equals(value, o.value))
                .mapToInt(Outcome::count).sum();
    }

    /** Returns how many schedules have run. */
    public int schedules() {
        return all.stream().mapToInt(Outcome::count).sum();
    }

    @Override
    public String toString() {
        return all.stream().map(Outcome::toString).collect(Collectors.joining("\n"));
    }
}

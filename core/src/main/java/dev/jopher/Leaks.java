package dev.jopher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.runtime.LeakFinder;
import dev.jopher.runtime.LostGoroutine;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that will never run again: they wait for what nobody alive can reach. Go's goroutine leak profile.
 *
 * {@snippet :
 * for (Leak leak : Leaks.find()) {
 *     System.err.println(leak);
 * }
 * }
 */
public final class Leaks {
    private Leaks() {}

    private record Place(
            String reason, List<StackTraceElement> stack, @Nullable StackTraceElement createdAt) {
        static Place of(LostGoroutine g) {
            return new Place(g.reason(), g.stack(), g.createdAt());
        }
    }

    /**
     * Asks the garbage collector which goroutines wait, in an operation of this library, for what nothing that can still
     * run can reach: no goroutine, no thread, no timer, no static field. Each is told once, for it is gone then: its
     * memory is given back, {@link Go#numGoroutine} no longer counts it, its finally blocks never run.
     *
     * <p>Waits for one full collection ({@link System#gc}), a second one if anything is found. A goroutine that is
     * told of has leaked for certain; one may be missed whose channel still stands in a variable, be it one that is not
     * used any more. Any thread may call this; calls wait for one another.
     *
     * @return folded by place, the most frequent first
     * @throws IllegalStateException if this JVM cannot tell: the message says which flag is missing, or, with
     *     {@code -XX:+DisableExplicitGC}, is too many
     */
    @CheckReturnValue
    public static List<Leak> find() {
        Map<Place, Integer> counts = new LinkedHashMap<>();
        for (LostGoroutine g : LeakFinder.find()) {
            counts.merge(Place.of(g), 1, Integer::sum);
        }
        List<Leak> leaks = new ArrayList<>();
        counts.forEach((p, n) -> leaks.add(new Leak(n, p.reason, p.stack, p.createdAt)));
        leaks.sort(Comparator.comparingInt(Leak::count).reversed());
        return List.copyOf(leaks);
    }
}

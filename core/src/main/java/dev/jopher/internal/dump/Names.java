package dev.jopher.internal.dump;

import java.util.Collection;
import java.util.stream.Collectors;

import dev.jopher.internal.goroutine.G;

/**
 * Lists of goroutines, in the one form that all reports have: {@code goroutine 3}, {@code
 * goroutines 3, 4, ...}.
 */
public final class Names {
    /** Maximum number of goroutines that are named. */
    static final int MOST = 8;

    private Names() {}

    /** Returns the names of the goroutines with these numbers, in their order. */
    public static String of(Collection<Long> ids) {
        return of(ids, ids.size());
    }

    /** Returns the names of {@code ids}, which are the first of {@code count}. */
    public static String of(Collection<Long> ids, long count) {
        String list = ids.stream().limit(MOST).map(String::valueOf)
                .collect(Collectors.joining(", "));
        return (count == 1 ? "goroutine " : "goroutines ") + list
                + (count > Math.min(ids.size(), MOST) ? ", ..." : "");
    }

    /** Returns the name of one goroutine, or of a thread that is not a goroutine. */
    public static String of(G g) {
        return g.id() == 0 ? "thread \"" + g.thread().getName() + '"'
                : "goroutine " + g.id();
    }

    /** Returns the name of {@code g}, and says whether it is a program's main goroutine. */
    static String withMain(G g) {
        return g.isMain() ? of(g) + " (main)" : of(g);
    }
}

package dev.jopher.internal.goroutine;

import java.util.List;

import dev.jopher.internal.base.Diagnostics;
import org.jspecify.annotations.Nullable;

/**
 * Where a goroutine comes from: its program, its creator, and the line. Recorded where the user
 * requests the goroutine. For {@code afterFunc} that is long before it starts, and on another
 * thread.
 * @param scope null outside of any {@code Go.run} and any {@link TrackedScope}
 * @param creator the creator's id; 0 if that is not a goroutine; {@link #NO_CREATOR} for main;
 *        {@link #UNKNOWN} without {@link Diagnostics#ENABLED}
 * @param site null if there is no user code on the stack
 * @param ancestors empty unless enabled
 * @param labels what the goroutine inherits of its creator's; null for none
 */
public record Origin(@Nullable Scope scope, long creator, @Nullable CreationSite site,
        List<Ancestor> ancestors, @Nullable Labels labels) {
    private static final long UNKNOWN = -1;
    private static final long NO_CREATOR = -2;

    /** Names of threads. */
    private static final String MAIN = "goroutine main";

    static final String NO_LINE = "goroutine";

    /** Returns the origin of the main goroutine of {@code program}, which has no creator. */
    static Origin ofMain(ProgramScope program) {
        return new Origin(program, NO_CREATOR, null, List.of(), G.current().labels());
    }

    /** Returns the origin of the main goroutine of a controlled run. */
    static Origin ofControlledMain() {
        return new Origin(null, NO_CREATOR, null, List.of(), null);
    }

    /** Returns the origin of a goroutine that a timer starts, which has no goroutine as creator. */
    public static Origin ofTimer(@Nullable ProgramScope program) {
        return new Origin(program, 0, null, List.of(), null);
    }

    /**
     * Returns whether it is that of a main goroutine. Others may have no line of the user's either:
     * those that a server of the JDK starts.
     */
    boolean isMain() {
        return creator == NO_CREATOR;
    }

    /**
     * Returns the name of the goroutine's thread, for debuggers. The same object for all from one
     * line.
     */
    String threadName() {
        CreationSite s = site;
        return s != null ? s.threadName : isMain() ? MAIN : NO_LINE;
    }

    /** Returns the origin of {@code function}, which the current goroutine requests now. */
    public static Origin here(Object function) {
        G creator = G.current();
        Scope scope = Scope.of(creator);
        Labels labels = creator.labels();
        if (labels != null && function instanceof Detached) {
            labels = null;
        }
        if (!Diagnostics.ENABLED) {
            return new Origin(scope, UNKNOWN, null, List.of(), labels);
        }
        Origin last = creator.lastOrigin;
        if (last != null && last.scope == scope && last.labels == labels && last.site != null
                && last.site.isTrustedFor(function)) {
            return last;
        }
        CreationSite site = CreationSite.of(function, creator);
        if (last != null && last.scope == scope && last.labels == labels && last.site == site) {
            return last; // saves each of a million goroutines 32 bytes
        }
        List<Ancestor> ancestors = Ancestor.of(creator);
        var here = new Origin(scope, creator.id(), site, ancestors, labels);
        // a thread would keep the scope for as long as it lives
        if (ancestors.isEmpty() && (creator.origin() != null || scope == null)) {
            creator.lastOrigin = here;
        }
        return here;
    }

    /** Returns the line that has created {@code g}; null if it is not known. */
    public static @Nullable CreationSite siteOf(G g) {
        Origin origin = g.origin();
        return origin == null ? null : origin.site;
    }

    /**
     * Returns the origin of a goroutine, or null of another thread, that has entered {@code scope}.
     */
    static Origin in(Scope scope, @Nullable Origin before) {
        return before == null
                ? new Origin(scope, 0, null, List.of(), null)
                : new Origin(scope, before.creator, before.site, before.ancestors, before.labels);
    }

    /** Returns its {@code Go.run}; null outside. */
    @Nullable ProgramScope program() {
        return scope == null ? null : scope.program();
    }
}

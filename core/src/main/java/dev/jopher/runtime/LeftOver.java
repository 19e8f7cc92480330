package dev.jopher.runtime;

import java.util.List;

/** The goroutines that are there besides the current one, in Go's format: what {@code -leaks} shows at the end. */
public final class LeftOver {
    /** Enough to see who they are. */
    private static final int MAX_GOROUTINES = 100;

    private LeftOver() {}

    /** Those that wait; one that runs may just be ending. */
    public static String dump() {
        List<G> waiting = Registry.snapshot().stream()
                .filter(g -> g != G.current() && g.isWaiting() && !g.isAbandoned())
                .limit(MAX_GOROUTINES)
                .toList();
        StringBuilder out = new StringBuilder();
        for (G g : waiting) {
            out.append("goroutine ").append(g.id()).append(" [").append(g.reason()).append("]:\n");
            Dump.appendFrames(out, Frames.user(g.thread().getStackTrace()));
            Dump.appendCreator(out, g);
            out.append('\n');
        }
        return out.toString();
    }
}

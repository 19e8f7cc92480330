package dev.jopher.internal.leak;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.jopher.internal.base.FinalReferences;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.goroutine.UnlinkedGoroutines;

/**
 * Reads the stacks of all candidates before the collection, at some microseconds each. ZGC and
 * Shenandoah need that: they treat the stack of a goroutine held by a {@linkplain
 * FinalReferences#create final reference} as strongly reachable, so that a collection finds
 * none.
 */
final class EagerStackCapture {
    private final Map<G, Capture> captures = new IdentityHashMap<>();
    private final Map<List<StackTraceElement>, List<StackTraceElement>> stacks = new HashMap<>();

    private final GoroutineInfo.DescriptionQuota quota = new GoroutineInfo.DescriptionQuota();

    private EagerStackCapture() {}

    private record Capture(long parks, GoroutineInfo description) {}

    static boolean isNeeded() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .anyMatch(name -> name.startsWith("ZGC") || name.startsWith("Shenandoah"));
    }

    /**
     * Unlinks waiting goroutines from the registry into {@code suspects}. Keeps none of them when
     * it returns.
     */
    static void unlink(Consumer<LeakSuspect> suspects) {
        EagerStackCapture known = new EagerStackCapture();
        Registry.snapshot().stream().filter(G::isLeakCandidate).forEach(known::capture);
        UnlinkedGoroutines.unlinkWaiting(known::stillWaits, g -> suspects.accept(known.suspect(g)));
    }

    private void capture(G g) {
        long parks = g.parks();
        GoroutineInfo d = GoroutineInfo.of(g, quota);
        captures.put(g, new Capture(parks,
                d.with(stacks.computeIfAbsent(d.stack(), stack -> stack))));
    }

    private boolean stillWaits(G g) {
        Capture capture = captures.get(g);
        return capture != null && g.isWaiting() && g.parks() == capture.parks;
    }

    @SuppressWarnings("NullAway") // stillWaits has found it
    private LeakSuspect suspect(G g) {
        return new LeakSuspect(g, captures.get(g).description);
    }
}

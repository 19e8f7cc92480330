package dev.jopher.internal.leak;

import java.util.Objects;

import dev.jopher.internal.base.VirtualThreadAccess;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.program.PanicReport;
import dev.jopher.internal.sched.Carrier;
import dev.jopher.internal.sched.P;
import dev.jopher.internal.time.Timers;
import org.jspecify.annotations.Nullable;

/** What tests of other packages may see of the runtime. */
public final class RuntimeProbe {
    private RuntimeProbe() {}

    /** Why {@code t} waits in one of our operations, in Go's words; null if it does not. */
    public static @Nullable String waitReason(Thread t) {
        G g = find(t);
        return g != null && g.isWaiting() ? g.reason().toString() : null;
    }

    /** How many goroutines wait for {@code reason}, in Go's words. */
    public static long waiting(String reason) {
        return Registry.snapshot().stream()
                .filter(g -> g.isWaiting() && g.reason().toString().equals(reason))
                .count();
    }

    /** How many goroutines wait for {@code target}: a channel, a lock. */
    public static long waitingOn(Object target) {
        return Registry.snapshot().stream().filter(g -> g.isWaiting() && g.waitsOn() == target)
                .count();
    }

    private static @Nullable G find(Thread t) {
        G goroutine = Registry.find(t);
        return goroutine != null
                ? goroutine
                : Registry.foreign().stream().filter(g -> g.thread() == t).findFirst().orElse(null);
    }

    /** Whether {@code t} is a goroutine that has not ended. */
    public static boolean isGoroutine(Thread t) {
        return Registry.find(t) != null;
    }

    /** The goroutine of {@code t}, as dumps number it. */
    public static long idOf(Thread t) {
        return Objects.requireNonNull(Registry.find(t)).id();
    }

    /** What is printed if {@code e} leaves the current goroutine, or thread. */
    public static String panicReport(Throwable e) {
        return PanicReport.of(G.current(), e);
    }

    /** How many timers are pending. */
    public static int timers() {
        return Timers.shared().size();
    }

    /** Whether the processor of the current goroutine has lost its seat. */
    public static boolean isHeldUp() {
        return VirtualThreadAccess.carrierOf(Thread.currentThread()) instanceof Carrier c
                && c.p.status == P.DETACHED;
    }
}

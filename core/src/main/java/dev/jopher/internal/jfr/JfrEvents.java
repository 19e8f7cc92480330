package dev.jopher.internal.jfr;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.jopher.internal.base.VirtualThreadAccess;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Operation;
import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.leak.GoroutineInfo;
import dev.jopher.internal.report.Frames;
import dev.jopher.internal.sched.P;
import dev.jopher.internal.sched.SchedProbe;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * Makes the events of goroutines for the JDK's Flight Recorder; see {@link Jfr}. Text is made only
 * for what is recorded. Without memory for an event there is none.
 */
final class JfrEvents extends Probe implements SchedProbe {
    /** An event has to fit into a buffer. */
    private static final int LONGEST_REPORT = 8_000;

    private static final int MOST_IDS = 16;

    /**
     * Maximum number of goroutines among which the one that blocks a processor is searched. With
     * more, the others would be delayed by the search.
     */
    private static final int MOST_TO_SEARCH = 20_000;

    static void register() {
        FlightRecorder.register(GoroutineStartEvent.class);
        FlightRecorder.register(GoroutineEndEvent.class);
        FlightRecorder.register(GoroutineBlockEvent.class);
        FlightRecorder.register(ProcessorHandOverEvent.class);
        FlightRecorder.register(DeadlockEvent.class);
        FlightRecorder.register(LeakEvent.class);
        FlightRecorder.register(GoroutineReadyEvent.class);
        FlightRecorder.register(OperationEvent.class);
        FlightRecorder.register(ProcessorStealEvent.class);
        FlightRecorder.register(RegionEvent.class);
        FlightRecorder.register(LogEvent.class);
    }

    @Override
    public void started(G g) {
        commit(GoroutineStartEvent::new, g);
    }

    @Override
    public void ended(G g) {
        commit(GoroutineEndEvent::new, g);
    }

    private static void commit(Supplier<GoroutineEvent> event, G g) {
        try {
            GoroutineEvent e = event.get();
            if (e.shouldCommit()) {
                e.describe(g);
                e.commit();
            }
        } catch (Throwable t) {
            // no memory, or no stack
        }
    }

    @Override
    public @Nullable Object blocks(G g, WaitReason why, Object on) {
        try {
            GoroutineBlockEvent e = new GoroutineBlockEvent();
            if (e.isEnabled()) {
                e.begin();
                return e;
            }
        } catch (Throwable t) {
            // no memory, or no stack
        }
        return null;
    }

    @Override
    public void blocked(Object begun, G g, WaitReason why, Object on) {
        try {
            if (!(begun instanceof GoroutineBlockEvent e)) {
                return; // that of another probe
            }
            e.end();
            if (e.shouldCommit()) {
                e.reason = why.toString();
                e.waitedOn = why == WaitReason.SLEEP ? null : WaitTarget.describe(on);
                e.describe(g);
                e.commit();
            }
        } catch (Throwable t) {
            // no memory, or no stack
        }
    }

    @Override
    public void handedOver(P p) {
        try {
            ProcessorHandOverEvent e = new ProcessorHandOverEvent();
            if (e.shouldCommit()) {
                e.processor = p.id;
                G g = carriedBy(p.carrier());
                if (g != null) {
                    e.describe(g);
                    e.where = Frames.user(g.thread().getStackTrace()).stream().findFirst()
                            .map(StackTraceElement::toString).orElse(null);
                }
                e.commit();
            }
        } catch (Throwable t) {
            // no memory
        }
    }

    @Override
    public void readies(G g) {
        try {
            GoroutineReadyEvent e = new GoroutineReadyEvent();
            if (e.shouldCommit()) {
                e.waker = Thread.currentThread()
                        .getUncaughtExceptionHandler() instanceof G waker ? waker.id() : 0;
                e.describe(g);
                e.commit();
            }
        } catch (Throwable t) {
            // no memory, or no stack
        }
    }

    @Override
    public void operation(Operation what, @Nullable Object on, int value, int capacity) {
        try {
            OperationEvent e = new OperationEvent();
            if (e.shouldCommit()) {
                e.operation = what.toString();
                e.object = WaitTarget.describe(on);
                e.value = value;
                e.commit();
            }
        } catch (Throwable t) {
            // no memory, or no stack
        }
    }

    @Override
    public @Nullable Object enters(String region) {
        try {
            RegionEvent e = new RegionEvent();
            if (e.isEnabled()) {
                e.region = region;
                e.begin();
                return e;
            }
        } catch (Throwable t) {
            // no memory, or no stack
        }
        return null;
    }

    @Override
    public void leaves(@Nullable Object entered, String region) {
        try {
            if (entered instanceof RegionEvent e) {
                e.commit();
            }
        } catch (Throwable t) {
            // no memory, or no stack
        }
    }

    @Override
    public void log(String category, String message) {
        try {
            LogEvent e = new LogEvent();
            if (e.shouldCommit()) {
                e.kind = category;
                e.message = message;
                e.commit();
            }
        } catch (Throwable t) {
            // no memory, or no stack
        }
    }

    @Override
    public void stolen(P p, P victim, int count) {
        try {
            ProcessorStealEvent e = new ProcessorStealEvent();
            if (e.shouldCommit()) {
                e.processor = p.id;
                e.victim = victim.id;
                e.goroutines = count;
                e.commit();
            }
        } catch (Throwable t) {
            // no memory
        }
    }

    /**
     * Returns the goroutine that {@code carrier} runs. A hint, as all of this: the next moment it
     * may be another.
     */
    private static @Nullable G carriedBy(Thread carrier) {
        return Registry.size() > MOST_TO_SEARCH
                ? null
                : Registry.find(g -> VirtualThreadAccess.carrierOf(g.thread()) == carrier);
    }

    @Override
    public void deadlock(String report, Stream<G> who) {
        try {
            DeadlockEvent e = new DeadlockEvent();
            if (e.shouldCommit()) {
                e.kind = report.lines().findFirst().orElse("");
                e.goroutines = who.limit(MOST_IDS).map(g -> Long.toString(g.id()))
                        .collect(Collectors.joining(", "));
                e.report = report.substring(0, Math.min(report.length(), LONGEST_REPORT));
                e.commit();
            }
        } catch (Throwable t) {
            // no memory
        }
    }

    /** Records goroutines that have been collected. */
    static void leaked(List<GoroutineInfo> lost) {
        try {
            if (new LeakEvent().isEnabled()) {
                GoroutineInfo.byStack(lost).forEach((p, gs) -> leaked(p, gs));
            }
        } catch (Throwable t) {
            // no memory
        }
    }

    private static void leaked(GoroutineInfo.StackKey key, List<GoroutineInfo> all) {
        LeakEvent e = new LeakEvent();
        e.count = all.size();
        e.labels = all.getFirst().labels().isEmpty() ? null : all.getFirst().labels();
        e.reason = key.reason().toString();
        e.stack = key.stack().stream().map(Object::toString).collect(Collectors.joining("\n"));
        StackTraceElement site = key.createdAt();
        e.createdAt = site == null ? null : site.toString();
        e.commit();
    }
}

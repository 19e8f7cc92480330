package dev.jopher.internal.goroutine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.jopher.internal.base.Task;
import dev.jopher.internal.report.Reports;
import dev.jopher.internal.report.SafeThrowable;
import dev.jopher.spi.ContextPropagator;
import dev.jopher.spi.ContextPropagator.Scope;
import dev.jopher.spi.ContextPropagator.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Carries the contexts of other libraries across {@code go}: captured by the creator, in place
 * around the body.
 *
 * <p>What a propagator throws must not lose a body. So a task always runs, with the contexts that
 * could be put in place, and each failure is reported. To report each one would flood the log: a
 * propagator that fails once mostly fails each time. So each method of each is reported once.
 *
 * <p>Only an error of the JVM while capturing is thrown: {@code go} throws it as well if memory
 * runs out one step later, and then has started nothing.
 */
public final class Propagation {
    /** A class path may name many that cannot be loaded; the search gives up after these. */
    private static final int MAX_BROKEN = 100;

    private static final int MAX_TEXT = 20_000;

    /**
     * The command knows when there can be no propagator. To find that out here takes 14 ms, because
     * the JDK reads the list of what is in each jar file.
     */
    private static final boolean ENABLED =
            !"false".equals(System.getProperty("jopher.propagation"));

    private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();

    /** Set while a thread is in a propagator: a goroutine that it starts then carries nothing. */
    private static final ThreadLocal<@Nullable Boolean> INSIDE = new ThreadLocal<>();

    /** Null without any. A constant for the JIT: then nothing of this class is left in a go. */
    private static final ContextPropagator @Nullable [] PROPAGATORS = load();

    private Propagation() {}

    /**
     * Loads the propagators, as the initialization of this class. So it happens before the first
     * goroutine, where there is enough stack for it.
     */
    public static void prepare() {}

    /** Returns {@code task} with the contexts of the calling thread. */
    static Task of(Object function, Task task) {
        return PROPAGATORS == null || function instanceof Detached
                ? task
                : captured(PROPAGATORS, task);
    }

    private static Task captured(ContextPropagator[] propagators, Task task) {
        if (INSIDE.get() != null) {
            return task;
        }
        INSIDE.set(Boolean.TRUE);
        try {
            return capturedHere(propagators, task);
        } finally {
            INSIDE.remove();
        }
    }

    private static Task capturedHere(ContextPropagator[] propagators, Task task) {
        List<Captured> all = new ArrayList<>(propagators.length);
        for (ContextPropagator p : propagators) {
            Snapshot s = capture(p);
            if (s != null) {
                all.add(new Captured(p, s));
            }
        }
        return all.isEmpty() ? task : new Carried(task, all.toArray(new Captured[0]));
    }

    private static @Nullable Snapshot capture(ContextPropagator p) {
        try {
            return p.capture();
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            failed(p, "capture", e, "goroutines start without its context");
            return null;
        }
    }

    private record Captured(ContextPropagator by, Snapshot snapshot) {
        @Nullable Scope open() {
            INSIDE.set(Boolean.TRUE);
            try {
                return snapshot.open();
            } catch (Throwable e) {
                failed(by, "open", e, "goroutines run without its context");
                return null;
            } finally {
                INSIDE.remove();
            }
        }

        void close(Scope scope) {
            INSIDE.set(Boolean.TRUE);
            try {
                scope.close();
            } catch (Throwable e) {
                failed(by, "close", e, "the end of a goroutine is not affected");
            } finally {
                INSIDE.remove();
            }
        }
    }

    /** Not a lambda: see {@code FuncTask}. */
    private record Carried(Task task, Captured[] contexts) implements Task {
        @Override
        public void run() throws Exception {
            @Nullable Scope[] open = new @Nullable Scope[contexts.length];
            for (int i = 0; i < open.length; i++) {
                open[i] = contexts[i].open();
            }
            try {
                task.run();
            } finally {
                for (int i = open.length - 1; i >= 0; i--) {
                    Scope scope = open[i];
                    if (scope != null) {
                        contexts[i].close(scope);
                    }
                }
            }
        }
    }

    // ---- failures -------------------------------------------------------------------------------

    private static ContextPropagator @Nullable [] load() {
        return ENABLED ? found() : null;
    }

    private static ContextPropagator @Nullable [] found() {
        List<ContextPropagator> all = new ArrayList<>();
        int broken = 0;
        try {
            ClassLoader here = ContextPropagator.class.getClassLoader();
            Iterator<ContextPropagator> found =
                    ServiceLoader.load(ContextPropagator.class, here).iterator();
            while (broken < MAX_BROKEN) {
                try {
                    if (!found.hasNext()) {
                        break;
                    }
                    all.add(found.next());
                } catch (Throwable e) { // the next call continues behind it
                    broken++;
                    report("a context propagator cannot be loaded, and is ignored", e);
                }
            }
        } catch (Throwable e) {
            report("context propagators cannot be searched, and are ignored", e);
        }
        return all.isEmpty() ? null : all.toArray(new ContextPropagator[0]);
    }

    private static void failed(ContextPropagator p, String method, Throwable e, String effect) {
        try {
            String name = p.getClass().getName() + '.' + method;
            if (REPORTED.add(name)) {
                report(name + " failed; " + effect + "; reported once", e);
            }
        } catch (Throwable second) {
            // no memory for the report: the body counts
        }
    }

    private static void report(String what, Throwable e) {
        try {
            Reports.write("warning: " + what + ":\n" + text(e));
        } catch (Throwable second) {
            // no memory, or a logger that fails: the goroutine counts
        }
    }

    private static String text(Throwable e) {
        StringBuilder b = new StringBuilder();
        for (Throwable t = e; t != null; t = SafeThrowable.cause(t)) {
            b.append(t == e ? "" : "caused by ").append(SafeThrowable.text(t)).append('\n');
            for (StackTraceElement frame : SafeThrowable.stack(t)) {
                b.append("\tat ").append(frame).append('\n');
            }
            if (b.length() > MAX_TEXT) {
                break; // a chain of causes may be a circle
            }
        }
        return b.toString();
    }
}

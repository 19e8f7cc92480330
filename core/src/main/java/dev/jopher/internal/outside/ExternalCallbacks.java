package dev.jopher.internal.outside;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.goroutine.OutsideWaits;
import dev.jopher.internal.report.Frames;
import org.jspecify.annotations.Nullable;

/**
 * Code that may wake a goroutine and has no thread yet: handlers of signals, and shutdown hooks,
 * which a signal starts as well. A program may wait for nothing but Ctrl-C.
 *
 * <p>Both are in lists of the JDK's, behind the flag {@link JdkInternals#flag}. Without the flag a
 * handler is recognized by its class in a histogram of the heap. The histogram is taken only if the
 * class is loaded and nothing else is left that can wake a goroutine. Hooks are unknown then.
 */
final class ExternalCallbacks {
    private static final String PROXY = "sun.misc.Signal$InternalMiscHandler";
    private static final String HOOKS = "java.lang.ApplicationShutdownHooks";

    /** Number of signals that contexts wait for. */
    private static final AtomicInteger CONTEXT_SIGNALS = new AtomicInteger();

    /** Whether a handler was seen. It is in no list of ours, so it counts from then on. */
    private static volatile boolean handlerSeen;

    private ExternalCallbacks() {}

    static void addContextSignals(int change) {
        CONTEXT_SIGNALS.addAndGet(change);
    }

    /**
     * Returns the callbacks that may wake a goroutine.
     *
     * @param thorough whether the answer may take long
     */
    static List<ExternalWaker> find(boolean thorough) {
        List<ExternalWaker> found = new ArrayList<>();
        if (CONTEXT_SIGNALS.get() > 0) {
            found.add(new ExternalWaker("a context or a channel that waits for a signal", false));
        }
        OutsideWaits.all().forEach(what -> found.add(new ExternalWaker(what, false)));
        if (JdkInternals.isOpen()) {
            handlers().forEach(found::add);
            hooks().forEach(found::add);
        } else if (handlerSeen || thorough && CONTEXT_SIGNALS.get() == 0 && heapHasHandler()) {
            handlerSeen = true;
            found.add(new ExternalWaker("a handler of a signal", true));
        }
        return found;
    }

    // ---- signals ----------------------------------------------------------------------------

    private static Stream<ExternalWaker> handlers() {
        return JdkInternals.read("jdk.internal.misc.Signal", "handlers",
                null) instanceof Map<?, ?> m
                        ? m.entrySet().stream().filter(e -> isUsersHandler(handler(e.getValue())))
                                .map(e -> new ExternalWaker("the handler of " + e.getKey() + ", a "
                                        + handler(e.getValue()).getClass().getName(), true))
                        : Stream.empty();
    }

    /** Returns the user's handler, without the JDK's wrapper. */
    private static Object handler(Object registered) {
        Object users = registered.getClass().getName().equals(PROXY)
                ? JdkInternals.read(PROXY, "handler", registered)
                : null;
        return users == null ? registered : users;
    }

    /** Returns whether it is the user's handler. One that cannot be inspected counts. */
    private static boolean isUsersHandler(Object o) {
        return isUsers(o.getClass()) || o.getClass().getName().equals(PROXY);
    }

    /**
     * Returns whether a class is neither the JVM's nor ours. {@link #addContextSignals} counts
     * ours.
     */
    private static boolean isUsers(Class<?> c) {
        return c.getClassLoader() != null && !Frames.isOurs(c.getName())
                && !HostThreads.isHostClass(c.getName());
    }

    /**
     * Returns whether the heap has a wrapped handler. A context's relay is wrapped as well, and
     * stays in the heap until it is collected.
     */
    private static boolean heapHasHandler() {
        try {
            return !ask("vmClassHierarchy", PROXY).isEmpty() // most programs never load the class
                    && ask("gcClassHistogram", "-all").contains(PROXY);
        } catch (JMException | RuntimeException e) {
            return true; // if in doubt
        }
    }

    private static String ask(String command, String argument) throws JMException {
        return String.valueOf(ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"), command,
                new Object[] {new String[] {argument}}, new String[] {String[].class.getName()}));
    }

    // ---- shutdown hooks ---------------------------------------------------------------------

    private static Stream<ExternalWaker> hooks() {
        return JdkInternals.read(HOOKS, "hooks", null) instanceof Map<?, ?> m
                ? m.keySet().stream().filter(h -> h instanceof Thread t && isUsers(t))
                        .map(h -> new ExternalWaker("the shutdown hook " + h, true))
                : Stream.empty();
    }

    /**
     * Returns whether a hook is the user's: a class of its own, or a thread that runs something
     * else.
     */
    private static boolean isUsers(Thread hook) {
        if (hook.getClass() != Thread.class) {
            return isUsers(hook.getClass());
        }
        Object holder = JdkInternals.read("java.lang.Thread", "holder", hook);
        Object task = holder == null ? null
                : JdkInternals.read("java.lang.Thread$FieldHolder", "task", holder);
        return task == null || isUsers(task.getClass()) || isJdks(task.getClass());
    }

    /** Returns whether {@code c} is the JDK's, such as a future that runs the user's code. */
    private static boolean isJdks(Class<?> c) {
        return c.getClassLoader() == null;
    }

    // ---- asynchronous channels --------------------------------------------------------------

    /** Returns whether the default group of asynchronous channels is known to be empty. */
    static boolean noAsynchronousChannel() {
        @Nullable Object port = JdkInternals.read("sun.nio.ch.LinuxAsynchronousChannelProvider",
                "defaultPort", null);
        return port != null
                && JdkInternals.read("sun.nio.ch.Port", "fdToChannel", port) instanceof Map<?, ?> m
                && m.isEmpty();
    }
}

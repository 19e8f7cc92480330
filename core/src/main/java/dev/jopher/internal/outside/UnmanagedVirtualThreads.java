package dev.jopher.internal.outside;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.base.ThreadContainers;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.time.Timers;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads that are not goroutines, found when all goroutines are asleep.
 *
 * <p>Where {@link JdkInternals} is open they are listed. Elsewhere the JDK's own thread dump, a
 * supported interface, is written to a file and read. The dump walks stacks and crashes JDK 25.0.3
 * when it meets a carrier that mounts or unmounts a thread (JDK-8364343). So it is taken only while
 * no virtual thread runs and no timer is about to wake one, including those of abandoned programs.
 * Otherwise the answer is that some thread may act.
 */
final class UnmanagedVirtualThreads {
    /** Lines of the dump. It is JSON, so no name can imitate one. */
    private static final Pattern ID = Pattern.compile("\\s*\"tid\": \"?(\\d+)\"?,?");

    private static final Pattern VIRTUAL = Pattern.compile("\\s*\"virtual\": true,?");

    /**
     * Prefix of the JDK's pollers. They wait for sockets on behalf of other threads, which then do
     * not wait in our operations.
     */
    private static final String POLLER = "SubPoller-";

    private static final String POLLER_CLASS = "sun.nio.ch.Poller";
    private static final String POLLER_FRAME = "\"java.base/" + POLLER_CLASS + ".subPollerLoop(";

    private static final boolean TRACKED = isYes(System.getProperty("jdk.trackAllThreads"));

    /** More than a dump takes. */
    private static final long QUIET_NANOS = 1_000_000_000;

    private UnmanagedVirtualThreads() {}

    /** Reads a property as the JDK does. */
    private static boolean isYes(@Nullable String s) {
        return s == null || s.isEmpty() || Boolean.parseBoolean(s);
    }

    /** Returns those that are neither goroutines nor {@code known}. */
    static Stream<ExternalWaker> thatCanWake(Set<Thread> known) {
        @Nullable Stream<Thread> all = ThreadContainers.allThreads();
        if (all == null) {
            boolean some = !TRACKED || !isQuiet() || dumpShowsOthers(known);
            return some ? Stream.of(new ExternalWaker("a virtual thread", true)) : Stream.empty();
        }
        Stream<ExternalWaker> listed = Stream.concat(all, Registry.threadsOfGoroutines())
                .filter(t -> t.isVirtual() && !known.contains(t) && !isPoller(t)
                        && !isGoroutine(t))
                .map(UnmanagedVirtualThreads::waker);
        return Stream.concat(listed, Stream.of(known).flatMap(UnmanagedVirtualThreads::unlisted));
    }

    /**
     * Returns {@code t} as a waker. If it waits without a limit, it is unknown what it waits for.
     */
    private static ExternalWaker waker(Thread t) {
        StackTraceElement[] stack = t.getStackTrace();
        Thread.State state = t.getState();
        return new ExternalWaker(PlatformThreads.describe(t, state, stack),
                state == Thread.State.WAITING || state == Thread.State.BLOCKED);
    }

    private static boolean isGoroutine(Thread t) {
        return t.getUncaughtExceptionHandler() instanceof G g && g.thread() == t
                || Registry.find(t) != null;
    }

    private static boolean isPoller(Thread t) {
        return t.getName().startsWith(POLLER) && Stream.of(t.getStackTrace())
                .anyMatch(f -> f.getClassName().equals(POLLER_CLASS));
    }

    /**
     * Returns a waker if there are threads in no list. With {@code -Djdk.trackAllThreads=false} the
     * JDK only counts threads outside of executors, and so it does ours.
     */
    private static Stream<ExternalWaker> unlisted(Set<Thread> known) {
        if (TRACKED) {
            return Stream.empty();
        }
        long ours = Registry.size() + known.stream().filter(Thread::isVirtual).count();
        @Nullable Stream<Thread> all = ThreadContainers.allThreads();
        long listed = all == null ? 0 : all.filter(
                t -> t.isVirtual() && (known.contains(t) || isGoroutine(t))).count();
        return ThreadContainers.unlistedThreads() <= ours - listed ? Stream.empty()
                : Stream.of(new ExternalWaker("a virtual thread that is in no list"
                        + " (-Djdk.trackAllThreads=false)", true));
    }

    private static boolean isQuiet() {
        VirtualThreadSchedulerMXBean bean =
                ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        return Registry.allMatch(G::isWaiting)
                && Timers.shared().isQuietFor(QUIET_NANOS)
                && bean.getMountedVirtualThreadCount() == 0
                && bean.getQueuedVirtualThreadCount() == 0;
    }

    private static boolean dumpShowsOthers(Set<Thread> known) {
        Set<Long> ids = new HashSet<>();
        known.forEach(t -> ids.add(t.threadId()));
        Registry.snapshot().forEach(g -> ids.add(g.thread().threadId()));
        try {
            Path folder = Files.createTempDirectory("jopher");
            Path file = folder.resolve("threads.txt");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
                return showsOthers(Files.readAllLines(file), ids);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException | RuntimeException e) {
            return true; // if in doubt, some thread may act
        }
    }

    private static boolean showsOthers(List<String> dump, Set<Long> known) {
        long id = 0;
        boolean other = false;
        for (String line : dump) {
            Matcher m = ID.matcher(line);
            if (m.matches()) {
                if (other) {
                    return true;
                }
                id = Long.parseLong(m.group(1));
            } else if (VIRTUAL.matcher(line).matches()) {
                other = !known.contains(id);
            } else if (other && line.strip().startsWith(POLLER_FRAME)) {
                other = false;
            }
        }
        return other;
    }
}

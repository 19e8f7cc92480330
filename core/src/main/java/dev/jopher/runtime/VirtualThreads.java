package dev.jopher.runtime;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads that are no goroutines, found when all goroutines are asleep.
 *
 * <p>Where {@link JdkInternals} is open they are listed; elsewhere, the JDK's own
 * thread dump, a supported interface, is written to a file and read. The dump walks stacks and crashes
 * JDK 25.0.3 when it meets a carrier that mounts or unmounts a thread (JDK-8364343): it is taken only while no
 * virtual thread runs and no timer is about to wake one, those of abandoned programs included. Else the
 * answer is that somebody may act.
 */
final class VirtualThreads {
    private static final Pattern DUMPED = Pattern.compile("#(\\d+) \"(.*)\" virtual\\b.*");

    /** The JDK's own: they wait for sockets on behalf of others, who then do not wait in our operations. */
    private static final String POLLER = "SubPoller-";

    /** A dump takes less. */
    private static final long QUIET_NANOS = 1_000_000_000;

    private VirtualThreads() {}

    /** Whether there is one besides goroutines and {@code known}. */
    static boolean anyOutside(Set<Thread> known) {
        @Nullable Stream<Thread> all = JdkInternals.allThreads();
        return all != null
                ? anyOutside(Stream.concat(all, ofGoroutines()), known)
                : !isQuiet() || dumpShowsOthers(known);
    }

    /** Goroutines are in none of the JDK's lists, and so neither are those they have forked. */
    private static Stream<Thread> ofGoroutines() {
        return Registry.snapshot().stream().flatMap(g -> JdkInternals.threadsOwnedBy(g.thread()));
    }

    /** Whether there is no thread of this id any more; false if that cannot be told. */
    static boolean hasEnded(long id) {
        @Nullable Stream<Thread> all = JdkInternals.allThreads();
        return all != null
                && Stream.concat(all, ofGoroutines()).noneMatch(t -> t.threadId() == id);
    }

    private static boolean anyOutside(Stream<Thread> all, Set<Thread> known) {
        return all.anyMatch(t -> t.isVirtual()
                && !known.contains(t)
                && !t.getName().startsWith(POLLER)
                && !(t.getUncaughtExceptionHandler() instanceof G)
                && Registry.find(t) == null);
    }

    private static boolean isQuiet() {
        VirtualThreadSchedulerMXBean bean =
                ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        return Registry.allMatch(G::isWaiting)
                && GoRuntime.timersQuietFor(QUIET_NANOS)
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
                        .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
                try (Stream<String> lines = Files.lines(file)) {
                    return lines.anyMatch(line -> isOther(line, ids));
                }
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException | RuntimeException e) {
            return true; // in doubt somebody may act
        }
    }

    private static boolean isOther(String line, Set<Long> known) {
        Matcher m = DUMPED.matcher(line);
        return m.matches() && !m.group(2).startsWith(POLLER)
                && !known.contains(Long.parseLong(m.group(1)));
    }
}

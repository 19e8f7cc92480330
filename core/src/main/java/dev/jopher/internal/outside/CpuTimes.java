package dev.jopher.internal.outside;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Standstill} for systems that show only how long each thread has run: none has run since.
 * A thread that was woken and has not run yet looks the same as one that was not woken, so a
 * waiting thread counts as one that can still act.
 */
final class CpuTimes implements Standstill {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long started;
    private final Map<Long, Long> nanos;

    private CpuTimes(long started, Map<Long, Long> nanos) {
        this.started = started;
        this.nanos = nanos;
    }

    /** Returns the times of now; null if they are not known. */
    static @Nullable CpuTimes now() {
        if (!THREADS.isThreadCpuTimeSupported() || !THREADS.isThreadCpuTimeEnabled()) {
            return null;
        }
        long started = THREADS.getTotalStartedThreadCount();
        long self = Thread.currentThread().threadId();
        Map<Long, Long> nanos = new HashMap<>();
        for (Thread t : PlatformThreads.all()) {
            if (t.threadId() != self) {
                nanos.put(t.threadId(), THREADS.getThreadCpuTime(t.threadId()));
            }
        }
        return new CpuTimes(started, nanos);
    }

    @Override
    public boolean held() {
        CpuTimes now = now();
        return now != null && now.started == started && now.nanos.equals(nanos);
    }

    @Override
    public boolean showsWakeups() {
        return false;
    }

    @Override
    public int threads() {
        return -1;
    }
}

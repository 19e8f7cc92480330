package dev.jopher.internal.outside;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Standstill} on Linux: all threads of the process, read from the files of {@code /proc}.
 */
final class Tasks implements Standstill {
    private static final File ALL = new File("/proc/self/task");
    private static final Path SELF = Path.of("/proc/thread-self");

    /** More than a status takes. */
    private static final int STATUS_BYTES = 1 << 14;

    /** Number of bytes of a thread's name that the system keeps. */
    private static final int NAME_BYTES = 15;

    /**
     * Names of helpers that may even be awake. Those of the JVM have reasons of their own to run,
     * and wake no thread of Java's. Those of the runtime wake only carriers and goroutines, and
     * that shows.
     */
    private static final List<String> RESTLESS = List.of("C1 CompilerThre", "C2 CompilerThre",
            "VM Periodic Tas", "ZDirector", "ZStat", "JFR Sampler", "JFR Thread Samp", "JFR CPU ",
            "jopher-monitor", "jopher-sysmon", "jopher-fairness", "jopher-cycles");

    /**
     * Prefixes of the names of HotSpot's helpers. None of them runs Java code, nor is in Java's
     * lists. They are asleep at each check, but may have run in between, on our behalf. If they
     * wake a thread on their own account, it is Java's, and shows.
     */
    private static final List<String> HELPERS = List.of("VM Thread", "VM Operation",
            "Service Thread",
            "Monitor Deflati", "GC Thread#", "G1 ", "ParGC Thread", "Shenandoah", "ZDriver",
            "ZWorker", "ZUncommitter", "ZUnmapper", "ZPageAlloc", "RuntimeWorker#", "StringDedup",
            "AsyncLog",
            "Training replay"); // with an AOT cache

    /** Whether this system has such files, and keeps them up to date. */
    static final boolean AVAILABLE =
            !"false".equals(System.getProperty("jopher.tasks")) && countsMySwitches();

    private final Map<String, Long> switches;
    private final long started;
    private final int threads;

    private Tasks(Map<String, Long> switches, long started, int threads) {
        this.switches = switches;
        this.started = started;
        this.threads = threads;
    }

    /**
     * The system's data of one thread: its name, its state, how often it was switched away from.
     */
    private record Status(String name, char state, long switches) {
        /** Reads the status of {@code task}. Throws also if the thread has ended. */
        static Status of(String task, byte[] buffer) throws IOException {
            try (FileInputStream in = new FileInputStream(task + "/status")) {
                int n = in.readNBytes(buffer, 0, buffer.length);
                String text = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                long given = Long.parseLong(value(text, "\nvoluntary_ctxt_switches:\t"));
                long taken = Long.parseLong(value(text, "\nnonvoluntary_ctxt_switches:\t"));
                return new Status(value(text, "Name:\t"), value(text, "\nState:\t").charAt(0),
                        given + taken);
            } catch (NumberFormatException e) {
                throw new IOException(e);
            }
        }

        private static String value(String text, String key) throws IOException {
            int begin = text.indexOf(key) + key.length();
            int end = text.indexOf('\n', begin);
            if (begin < key.length() || end <= begin) {
                throw new IOException("no" + key);
            }
            return text.substring(begin, end);
        }

        /** Returns whether it is asleep. A zombie is the process's first thread that has ended. */
        boolean isAsleep() {
            return state == 'S' || state == 'Z';
        }
    }

    private static boolean countsMySwitches() {
        byte[] buffer = new byte[STATUS_BYTES];
        try {
            long before = Status.of(SELF.toString(), buffer).switches;
            LockSupport.parkNanos(1_000_000);
            return Status.of(SELF.toString(), buffer).switches > before;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Begins a standstill; null if a thread other than the current one is not asleep. */
    static @Nullable Tasks asleep() {
        long started = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
        byte[] buffer = new byte[STATUS_BYTES];
        Map<String, Long> switches = new HashMap<>();
        int helpers = 0;
        try {
            String self = String.valueOf(Files.readSymbolicLink(SELF).getFileName());
            String[] tasks = ALL.list();
            for (String task : tasks == null ? new String[0] : tasks) {
                Status s = Status.of(ALL + "/" + task, buffer);
                boolean restless = startsWithOneOf(s.name, RESTLESS) || task.equals(self);
                if (!s.isAsleep() && !restless) {
                    return null;
                }
                boolean helper = isNameOfHelper(s.name);
                helpers += helper ? 1 : 0;
                switches.put(task, helper || restless ? 0 : s.switches);
            }
            return switches.containsKey(self)
                    ? new Tasks(switches, started, switches.size() - helpers)
                    : null;
        } catch (IOException e) {
            return null; // a thread has just ended
        }
    }

    /** Returns whether a Java thread with that name cannot be distinguished from a helper. */
    static boolean isNameOfHelper(String name) {
        String kept = name.substring(0, Math.min(name.length(), NAME_BYTES));
        return startsWithOneOf(kept, HELPERS) || startsWithOneOf(kept, RESTLESS);
    }

    private static boolean startsWithOneOf(String s, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (s.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean held() {
        Tasks now = asleep();
        return now != null && now.started == started && now.switches.equals(switches);
    }

    @Override
    public boolean showsWakeups() {
        return true;
    }

    @Override
    public int threads() {
        return threads;
    }
}

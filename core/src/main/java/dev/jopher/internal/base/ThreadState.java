package dev.jopher.internal.base;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The state of a thread as the system reports it: whether it waits for something, or only for a
 * CPU. The JDK cannot report that of native code. Known on Linux, from {@code /proc}.
 */
public final class ThreadState {
    public static final int UNKNOWN = -1;

    /** Enough for the state: a thread's name is short, and the rest is not needed. */
    private static final int MAX_BYTES = 128;

    private ThreadState() {}

    /** Returns the system's id of the current thread, or {@link #UNKNOWN}. */
    public static int ownNumber() {
        String stat = read("/proc/thread-self/stat");
        int end = stat.indexOf(' ');
        try {
            return end < 0 ? UNKNOWN : Integer.parseInt(stat.substring(0, end));
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    /**
     * Returns whether the thread with that id runs, or would if it were given a CPU; false if that
     * is unknown.
     */
    public static boolean isRunnable(int number) {
        if (number == UNKNOWN) {
            return false;
        }
        String stat = read("/proc/self/task/" + number + "/stat");
        return stat.startsWith(") R ", stat.lastIndexOf(')')); // after the name
    }

    /** Returns the beginning of a file; an empty string if it cannot be read. */
    private static String read(String file) {
        try (var in = new FileInputStream(file)) {
            byte[] bytes = new byte[MAX_BYTES];
            int n = in.read(bytes);
            return n <= 0 ? "" : new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
        } catch (IOException | OutOfMemoryError e) {
            return "";
        }
    }
}

package dev.jopher.internal.base;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What the system says of a thread: whether it waits for something, or only for one of the system's processors. The JDK
 * cannot tell that of native code. Known on Linux, from {@code /proc}.
 */
public final class ThreadState {
    public static final int UNKNOWN = -1;

    /** What follows is not needed, and the name of a thread is short. */
    private static final int MAX_BYTES = 128;

    private ThreadState() {}

    /** The system's number of the current thread, or {@link #UNKNOWN}. */
    public static int ownNumber() {
        String stat = read("/proc/thread-self/stat");
        int end = stat.indexOf(' ');
        try {
            return end < 0 ? UNKNOWN : Integer.parseInt(stat.substring(0, end));
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    /** Whether the thread with that number runs, or would if it were given a processor; false if that is not known. */
    public static boolean isRunnable(int number) {
        if (number == UNKNOWN) {
            return false;
        }
        String stat = read("/proc/self/task/" + number + "/stat");
        return stat.startsWith(") R ", stat.lastIndexOf(')')); // before it stands a name, which may be anything
    }

    /** The beginning of a file; empty if it cannot be read. */
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

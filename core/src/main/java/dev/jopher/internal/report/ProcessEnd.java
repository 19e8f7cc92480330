package dev.jopher.internal.report;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;

/** How a process ends that has failed: with a report, and with an exit code, whatever becomes of the report. */
public final class ProcessEnd {
    /** Go's, of a panic and of a fatal error. */
    private static final int EXIT_PANIC = 2;

    private ProcessEnd() {}

    /** Prints {@code report} and exits; does not return. */
    public static void die(String report) {
        try {
            flushOut();
            print(report);
        } finally {
            exit();
        }
    }

    /** Without memory for the threads that run shutdown hooks, there are none. */
    private static void exit() {
        try {
            System.exit(EXIT_PANIC);
        } finally {
            Runtime.getRuntime().halt(EXIT_PANIC);
        }
    }

    /** The program may have replaced the stream by one that fails. */
    public static void flushOut() {
        try {
            System.out.flush();
        } catch (Throwable e) {
            // what it has not written is lost
        }
    }

    /** Prints {@code report} on standard error, even if the program has replaced that by a stream that fails. */
    @SuppressWarnings("resource") // closing it would close the descriptor
    public static void print(String report) {
        try {
            Reports.print(report);
        } catch (Throwable e) {
            try {
                new FileOutputStream(FileDescriptor.err)
                        .write(report.getBytes(Charset.defaultCharset()));
            } catch (IOException | OutOfMemoryError second) {
                // there is no way left to tell
            }
        }
    }
}

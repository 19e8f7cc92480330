package dev.jopher.internal.report;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;

/**
 * Ends a process that has failed: prints a report, and exits with a code even if the report fails.
 */
public final class ProcessEnd {
    /** Go's exit code of a panic and of a fatal error. */
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

    /** Exits. Skips the shutdown hooks if there is no memory for their threads. */
    private static void exit() {
        try {
            System.exit(EXIT_PANIC);
        } finally {
            Runtime.getRuntime().halt(EXIT_PANIC);
        }
    }

    /** Flushes standard output. The program may have replaced the stream with one that fails. */
    public static void flushOut() {
        try {
            System.out.flush();
        } catch (Throwable e) {
            // unwritten output is lost
        }
    }

    /**
     * Prints {@code report} on standard error, even if the program has replaced that with a stream
     * that fails.
     */
    @SuppressWarnings("resource") // closing it would close the descriptor
    public static void print(String report) {
        try {
            Reports.print(report);
        } catch (Throwable e) {
            try {
                new FileOutputStream(FileDescriptor.err)
                        .write(report.getBytes(Charset.defaultCharset()));
            } catch (IOException | OutOfMemoryError second) {
                // there is no way left to report it
            }
        }
    }
}

package dev.jopher.race.internal.report;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Where reports go: to the descriptor of standard error, as Go's do, and not to {@code System.err}.
 * The program may have replaced that by a stream that is checked for races itself, that waits, or
 * that drops what it gets. Each report is one write.
 */
final class Output {
    private static OutputStream out = new FileOutputStream(FileDescriptor.err);

    private Output() {}

    /**
     * @param path {@code stderr}, {@code stdout}, or a file
     * @throws IllegalArgumentException if the file cannot be written
     */
    static synchronized void open(String path) {
        switch (path) {
            case "stderr" -> {
                // it is that already
            }
            case "stdout" -> out = new FileOutputStream(FileDescriptor.out);
            default -> {
                String file = path + "." + ProcessHandle.current().pid();
                try {
                    out = new FileOutputStream(file);
                } catch (IOException e) {
                    throw new IllegalArgumentException("cannot write " + file, e);
                }
            }
        }
    }

    static synchronized void print(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // there is no other way to say it
        }
    }
}

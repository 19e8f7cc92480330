package dev.jopher.examples;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one program prints in this JVM. Its goroutines inherit where they print to, so that those
 * which it abandons do not print into the next one's.
 */
final class Stdout implements AutoCloseable {
    private static final InheritableThreadLocal<@Nullable ByteArrayOutputStream> MINE =
            new InheritableThreadLocal<>();

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** Captures what is printed by this thread, its later children, and threads without another. */
    Stdout() {
        MINE.set(printed);
        System.setOut(new PrintStream(new Switch(printed), true, StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
        MINE.remove();
        System.setOut(before);
    }

    private static final class Switch extends OutputStream {
        private final ByteArrayOutputStream otherwise;

        Switch(ByteArrayOutputStream otherwise) {
            this.otherwise = otherwise;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int start, int length) {
            ByteArrayOutputStream mine = MINE.get();
            (mine == null ? otherwise : mine).write(bytes, start, length);
        }
    }
}

package dev.jopher.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;

import org.jspecify.annotations.Nullable;

/**
 * {@code System.out} and {@code System.err} as the JDK makes them, with one exception: a write that
 * no process will read ends the program, as in Go. In Go such a write to another file is only an
 * error. A JVM ignores SIGPIPE, and a PrintStream ignores errors, so a loop that prints would run
 * forever behind {@code | head}.
 */
final class StandardStreams {
    /** The JDK's buffer size. */
    private static final int BUFFER_BYTES = 128;

    private static final int EPIPE = 32;
    private static final int MOST_CHARACTERS = 1024;

    /** A shell's exit code for a process that SIGPIPE has ended. */
    private static final int EXIT_SIGPIPE = 128 + 13;

    private StandardStreams() {}

    /** Replaces both. */
    static void install() {
        System.setOut(stream(FileDescriptor.out, System.out.charset()));
        System.setErr(stream(FileDescriptor.err, System.err.charset()));
    }

    private static PrintStream stream(FileDescriptor file, Charset charset) {
        return new PrintStream(new BufferedOutputStream(new Pipe(file), BUFFER_BYTES), true,
                charset);
    }

    private static final class Pipe extends FileOutputStream {
        Pipe(FileDescriptor file) {
            super(file);
        }

        @Override
        public void write(int b) throws IOException {
            try {
                super.write(b);
            } catch (IOException e) {
                throw notBroken(e);
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                super.write(bytes, from, length);
            } catch (IOException e) {
                throw notBroken(e);
            }
        }
    }

    /** Returns {@code e}, unless the reader of the pipe is gone: then the process ends. */
    private static IOException notBroken(IOException e) {
        String text = e.getMessage();
        if (text != null && (text.equals("Broken pipe") || text.equals(brokenPipe()))) {
            // Not by exit: hooks that print would wait for the stream's lock, which the caller has.
            Runtime.getRuntime().halt(EXIT_SIGPIPE);
        }
        return e;
    }

    /**
     * Returns the system's text, which may be in the user's language; null if it is not available.
     */
    private static @Nullable String brokenPipe() {
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            MemorySegment text = (MemorySegment) linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("strerror"),
                    FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT))
                    .invokeExact(EPIPE);
            Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
            return text.reinterpret(MOST_CHARACTERS, arena, null).getString(0, charset);
        } catch (Throwable e) {
            return null;
        }
    }
}

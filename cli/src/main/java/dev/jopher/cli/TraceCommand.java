package dev.jopher.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import dev.jopher.trace.file.TraceFormatException;
import dev.jopher.trace.file.TraceReader;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.page.Page;
import dev.jopher.trace.perfetto.PerfettoFile;

/** {@code jopher trace}: shows a recording. */
final class TraceCommand {
    static final String HELP =
            """
                    usage: jopher trace [flags] FILE        flags may also follow the file
                           jopher trace [flags] -pid PID

                    Shows what the goroutines of a program did. "jopher run -trace FILE X.java" records it; -pid records
                    a program that is running. If that one keeps its last seconds (-trace=ring), it shows them. The page is
                    one file that works offline, without a server: how many goroutines were in progress and how many
                    ran, a timeline of goroutines and processors with arrows from wakers to the woken, tables of
                    channels and locks, the critical path of main, scheduler latency. It is opened in the browser.

                    flags:
                        -pid PID        record this process; "jopher ps" lists those that can be
                        -seconds N      record it for N seconds (5)
                        -o FILE         write the page to FILE, and open nothing
                        -perfetto FILE  write the recording for Perfetto (ui.perfetto.dev); the page only with -o

                    exit code 2: no such file or process, or it is no recording. Of a recording without its end, one line says so,
                    and what is there is shown.
                    """;

    private TraceCommand() {}

    static int run(TraceOptions options) {
        Recording recording = recording(options);
        if (options.perfetto() != null) {
            write(recording, options.perfetto(), PerfettoFile::write);
        }
        if (options.page() != null) {
            write(recording, options.page(), Page::write);
        } else if (options.perfetto() == null) {
            open(recording);
        }
        return Main.EXIT_OK;
    }

    private static Recording recording(TraceOptions options) {
        if (options.file() != null) {
            return read(options.file());
        }
        Path file = RemoteTrace.record(options.pid(), options.seconds());
        try {
            return read(file.toString());
        } finally {
            RemoteTrace.delete(file);
        }
    }

    private static Recording read(String file) {
        try {
            Recording recording = TraceReader.read(Path.of(file));
            if (!recording.incomplete().isEmpty()) {
                Environment.warn(file + ": " + recording.incomplete());
            }
            return recording;
        } catch (NoSuchFileException | InvalidPathException e) {
            throw CommandException.usage("no such file: " + file);
        } catch (TraceFormatException e) { // it names the file
            throw CommandException.usage(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw CommandException.usage(file + ": " + why(e));
        } catch (OutOfMemoryError e) {
            throw CommandException.usage(file + ": there is not enough memory for it");
        }
    }

    private interface Writer {
        void write(Recording recording, Path file) throws IOException;
    }

    private static void write(Recording recording, String file, Writer writer) {
        try {
            writer.write(recording, Path.of(file));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException
                | OutOfMemoryError e) {
            throw CommandException.usage("cannot write " + file + ": " + why(e));
        }
    }

    /** Returns a reason; the JDK has only the name of the file for a missing folder. */
    private static String why(Throwable e) {
        return switch (e) {
            case NoSuchFileException _ -> "its folder does not exist";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Writes the page to a temporary file, prints its name, and opens it if there is a browser. */
    private static void open(Recording recording) {
        try {
            Path file = Files.createTempFile("jopher-trace-", ".html");
            Page.write(recording, file);
            System.out.println(file.toUri());
            Browser.open(file);
        } catch (IOException e) {
            throw CommandException.usage("cannot write the page: " + e.getMessage());
        }
    }
}

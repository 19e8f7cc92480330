package dev.jopher.internal.record;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

import dev.jopher.internal.base.Controlled;
import dev.jopher.internal.base.Diagnostics;
import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.report.Reports;
import dev.jopher.internal.sched.GoScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends recordings; there is one at a time. The property {@code jopher.trace} starts one
 * with the program: a file, or {@code ring}.
 */
public final class Recordings {
    private static final String PROPERTY = "jopher.trace";
    private static final String RING = "ring";
    private static final long RING_NANOS = 10_000_000_000L;

    /** Most memory for what is not written yet, and for the ring: 16 and 64 MiB. */
    private static final int BLOCKS = 512;

    private static final int RING_BLOCKS = 2048;

    /** How many files the ring writes by itself. */
    private static final int MOST_KEPT = 3;

    private static volatile @Nullable Recordings current;
    private static int kept;
    private static boolean started;

    private final Recorder recorder;
    private final RecordWriter writer;
    private final @Nullable RingSink ring;
    private final Pauses pauses;

    private Recordings(int blocks, @Nullable TraceFileOpener to) throws IOException {
        writer = new RecordWriter(Recordings::failed);
        Session session = new Session(blocks, writer::wake);
        recorder = new Recorder(session);
        pauses = new Pauses(recorder);
        TraceFile file = to == null ? null : to.open(session);
        ring = file == null ? new RingSink(session, RING_NANOS, RING_BLOCKS * 3 / 4) : null;
        recorder.rehearse();
        Probe.install(recorder);
        GoScheduler.probe(recorder);
        pauses.start();
        if (file != null) {
            file.goroutines();
        }
        writer.start(session, file == null ? Objects.requireNonNull(ring)
                : new FileSink(session, file));
    }

    private interface TraceFileOpener {
        TraceFile open(Session session) throws IOException;
    }

    // ---- start and end --------------------------------------------------------------------------

    /** Starts what the property asks for. What is wrong is printed, and the program goes on. */
    public static void startIfWanted() {
        String wanted = System.getProperty(PROPERTY, "");
        if (wanted.isEmpty() || started) {
            return;
        }
        started = true;
        try {
            if (wanted.equals(RING)) {
                startRing();
            } else {
                start(Path.of(wanted));
            }
            Runtime.getRuntime().addShutdownHook(new Thread(Recordings::stop, "jopher-trace-end"));
        } catch (IOException | RuntimeException e) {
            print("no trace: " + because(e));
        }
    }

    /**
     * Starts to record into a file.
     * @throws IOException if the file cannot be written
     * @throws IllegalStateException if there is a recording, or can be none
     */
    public static synchronized void start(Path file) throws IOException {
        check();
        current = new Recordings(BLOCKS, session -> open(file, session));
    }

    /** Starts to keep the last seconds in memory. */
    public static synchronized void startRing() throws IOException {
        check();
        current = new Recordings(RING_BLOCKS, null);
    }

    private static void check() {
        if (current != null) {
            throw new IllegalStateException("a trace is being recorded already");
        }
        if (!Diagnostics.ENABLED || Controlled.ON) {
            throw new IllegalStateException(Controlled.ON
                    ? "the explorer runs the goroutines, and they have no trace"
                    : "goroutines record nothing, by jopher.whereabouts=false");
        }
    }

    /** Ends the recording, if there is one. The file is complete when this returns. */
    public static synchronized void stop() {
        Recordings r = current;
        if (r != null) {
            current = null;
            r.uninstall();
            r.writer.stop();
            r.recorder.session.blocks.clear();
        }
    }

    private void uninstall() {
        Probe.remove(recorder);
        GoScheduler.removeProbe(recorder);
        pauses.stop();
    }

    /** Ends the recording because its file cannot be written. Called by the writer. */
    private static void failed(Throwable e) {
        Recordings r = current;
        if (r != null) {
            r.uninstall();
            current = null;
        }
        print("the trace ends early: " + because(e));
    }

    private static TraceFile open(Path file, Session session) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        return new TraceFile(out, session);
    }

    // ---- the ring -------------------------------------------------------------------------------

    /** Returns whether the last seconds are kept in memory. */
    public static boolean hasRing() {
        Recordings r = current;
        return r != null && r.ring != null;
    }

    public static boolean isOn() {
        return current != null;
    }

    /**
     * Writes the last seconds to a file.
     * @throws IllegalStateException if they are not kept
     */
    public static void write(Path file) throws IOException {
        Recordings r = current;
        if (r == null || r.ring == null) {
            throw new IllegalStateException("the last seconds are not kept in memory");
        }
        TraceFile out = open(file, r.recorder.session);
        try (out) {
            r.ring.write(out);
        }
    }

    /** Writes the last seconds, if they are kept, because the program has failed. */
    public static void keep() {
        if (hasRing() && kept < MOST_KEPT) {
            kept++;
            String name = "jopher-" + ProcessHandle.current().pid()
                    + (kept == 1 ? "" : "-" + kept) + ".trace";
            try {
                write(Path.of(name));
                print("the last seconds are in " + name);
            } catch (Throwable e) { // whatever it is, the report of the failure comes
                print("no trace: " + because(e));
            }
        }
    }

    // ---- messages -------------------------------------------------------------------------------

    private static void print(String line) {
        Reports.write("jopher: " + line + "\n");
    }

    /** Returns why it failed, in a few words. */
    public static String because(Throwable e) {
        return switch (e) {
            case NoSuchFileException x -> "no folder for " + x.getFile();
            case AccessDeniedException x -> "not permitted: " + x.getFile();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}

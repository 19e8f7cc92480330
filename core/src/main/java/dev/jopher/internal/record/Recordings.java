package dev.jopher.internal.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

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
public final class Recordings implements RecordWriter.Owner {
    private static final String PROPERTY = "jopher.trace";
    private static final String RING = "ring";
    private static final long RING_NANOS = 10_000_000_000L;

    /** Most memory for what is not written yet, and for the ring: 16 and 64 MiB. */
    private static final int BLOCKS = 512;

    private static final int RING_BLOCKS = 2048;

    /** How many files the ring writes by itself. */
    private static final int MOST_KEPT = 3;

    private static final AtomicReference<@Nullable Recordings> CURRENT = new AtomicReference<>();
    private static final AtomicInteger KEPT = new AtomicInteger();
    private static boolean started;

    private final Recorder recorder;
    private final RecordWriter writer;
    private final @Nullable RingSink ring;
    private final @Nullable Path path;
    private final Pauses pauses;

    /** @param to the file; null for a ring */
    private Recordings(int blocks, @Nullable Path to, long nanos) {
        writer = new RecordWriter(this, nanos);
        Session session = new Session(blocks, writer::wake);
        recorder = new Recorder(session);
        pauses = new Pauses(recorder);
        path = to;
        ring = to == null ? new RingSink(session, RING_NANOS, RING_BLOCKS * 3 / 4) : null;
    }

    /** Begins to record. If that fails, nothing is left of it. */
    private void begin(@Nullable OutputStream out) throws IOException {
        Session session = recorder.session;
        boolean done = false;
        try {
            TraceFile file = out == null ? null : new TraceFile(out, session, TraceFile.ALL);
            long time = session.now(); // no event is earlier
            recorder.rehearse();
            Probe.install(recorder);
            GoScheduler.probe(recorder);
            pauses.start();
            if (file != null) {
                file.goroutines(time);
            }
            CURRENT.set(this); // before the writer, which may fail at once
            writer.start(session,
                    file == null ? Objects.requireNonNull(ring) : new FileSink(session, file));
            done = true;
        } finally {
            if (!done) {
                ending();
                forget();
            }
        }
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
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(Recordings::stopForExit, "jopher-trace-end"));
        } catch (IOException | RuntimeException e) {
            print("no trace: " + because(e));
        }
    }

    /**
     * Starts to record into a file.
     * @throws IOException if the file cannot be written
     * @throws IllegalStateException if there is a recording, or can be none
     */
    public static void start(Path file) throws IOException {
        start(file, Long.MAX_VALUE);
    }

    /**
     * Starts to record into a file, for so many nanoseconds at most. {@code jopher trace -pid}
     * calls this by its name. The thread that writes ends the recording then: another thread that
     * waits for that moment would look like one that may wake a goroutine.
     */
    public static void start(Path file, long nanos) throws IOException {
        check();
        OutputStream out = TraceFile.create(file);
        boolean done = false;
        try { // without the lock until here: a pipe may wait for its reader
            begin(out, file, nanos);
            done = true;
        } finally {
            if (!done) {
                close(out);
            }
        }
    }

    private static synchronized void begin(OutputStream out, Path file, long nanos)
            throws IOException {
        check();
        new Recordings(BLOCKS, file, nanos).begin(out);
    }

    /** Closes a file that is of no use; why it cannot be closed is of no use either. */
    private static void close(OutputStream out) {
        try {
            out.close();
        } catch (IOException e) {
            // as when it was written
        }
    }

    /** Starts to keep the last seconds in memory. */
    public static synchronized void startRing() throws IOException {
        check();
        new Recordings(RING_BLOCKS, null, Long.MAX_VALUE).begin(null);
    }

    private static void check() {
        if (CURRENT.get() != null) {
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
        Recordings r = CURRENT.get();
        if (r != null) {
            r.ending();
            r.writer.stop();
            r.forget();
        }
    }

    /**
     * Ends the recording into that file, if there is one. {@code jopher trace -pid} calls this by
     * its name.
     */
    public static synchronized void stop(Path file) {
        Recordings r = CURRENT.get();
        if (r != null && file.equals(r.path)) {
            stop();
        }
    }

    private static void stopForExit() {
        Recordings r = CURRENT.get();
        if (r != null) {
            r.ending();
            r.writer.stopForExit();
        }
    }

    @Override
    public void ending() {
        Probe.remove(recorder);
        GoScheduler.removeProbe(recorder);
        pauses.stop();
    }

    @Override
    public void ended(@Nullable Throwable e) {
        if (e != null) {
            ending();
            print("the trace ends early: " + because(e));
        }
        forget();
    }

    /** Makes room for another recording, and drops the memory of this one. */
    private void forget() {
        if (CURRENT.compareAndSet(this, null)) {
            recorder.session.blocks.clear();
        }
    }

    // ---- the ring -------------------------------------------------------------------------------

    /** Returns whether the last seconds are kept in memory. */
    public static boolean hasRing() {
        Recordings r = CURRENT.get();
        return r != null && r.ring != null;
    }

    public static boolean isOn() {
        return CURRENT.get() != null;
    }

    /**
     * Writes the last seconds to a file.
     * @throws IllegalStateException if they are not kept
     */
    public static void write(Path file) throws IOException {
        Recordings r = CURRENT.get();
        if (r == null || r.ring == null) {
            throw new IllegalStateException("the last seconds are not kept in memory");
        }
        r.ring.write(file);
    }

    /** Writes the last seconds, if they are kept, because the program has failed. */
    public static void keep() {
        int kept = hasRing() ? KEPT.incrementAndGet() : 0;
        if (kept > 0 && kept <= MOST_KEPT) {
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

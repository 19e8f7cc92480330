package dev.jopher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;

import dev.jopher.internal.goroutine.Probe;
import dev.jopher.internal.program.Rehearsal;
import dev.jopher.internal.record.Recordings;
import org.jspecify.annotations.Nullable;

/**
 * Records what goroutines and processors do, into a file that {@code jopher trace FILE} shows: Go's
 * {@code runtime/trace}.
 *
 * {@snippet :
 * Trace.start(Path.of("pool.trace"));
 * try {
 *     Trace.region("resize", () -> resize(image));
 *     Trace.log("image", "a portrait");
 * } finally {
 *     Trace.stop();
 * }
 * }
 *
 * <p>{@code jopher run -trace FILE} and the property {@code jopher.trace} record a whole run. While
 * nothing is recorded, the methods of this class do nothing. Any thread may call them.
 */
public final class Trace {
    private Trace() {}

    /**
     * Starts to record into {@code file}, which is replaced. There is one recording at a time.
     *
     * @throws IOException if the file cannot be written
     * @throws IllegalStateException if something is recorded already, or if goroutines record
     *     nothing, because of the property {@code jopher.whereabouts} or under the explorer
     */
    public static void start(Path file) throws IOException {
        Rehearsal.once();
        Recordings.start(Objects.requireNonNull(file));
    }

    /**
     * Starts to keep the last ten seconds in memory, for {@link #write}. They are also written, to
     * a file in the current folder, when an exception ends the program, and when goroutines are
     * found to wait forever.
     *
     * @throws IllegalStateException as {@link #start} does
     */
    public static void startRing() throws IOException {
        Rehearsal.once();
        Recordings.startRing();
    }

    /** Ends the recording, if there is one. The file is complete when this returns. */
    public static void stop() {
        Recordings.stop();
    }

    /** Returns whether something is recorded. */
    public static boolean isOn() {
        return Recordings.isOn();
    }

    /** Returns whether the last seconds are kept in memory. */
    public static boolean hasRing() {
        return Recordings.hasRing();
    }

    /**
     * Writes the last seconds to {@code file}, which is replaced. Goes on to keep them.
     *
     * @throws IOException if the file cannot be written
     * @throws IllegalStateException unless they are kept, since {@link #startRing}
     */
    public static void write(Path file) throws IOException {
        Recordings.write(Objects.requireNonNull(file));
    }

    /**
     * Runs {@code body}, which is a region of that name in the trace. Regions may be nested. One
     * belongs to the goroutine that runs it. There may be some thousands of names.
     */
    public static void region(String name, Runnable body) {
        Object entered = enter(name);
        try {
            body.run();
        } finally {
            leave(entered, name);
        }
    }

    /** Returns what {@code body} returns, which is run as a region of that name. */
    public static <T extends @Nullable Object> T region(String name, Supplier<? extends T> body) {
        Object entered = enter(name);
        try {
            return body.get();
        } finally {
            leave(entered, name);
        }
    }

    /** Records a line at this moment of the current goroutine. A very long one is cut. */
    public static void log(String message) {
        log("", message);
    }

    /**
     * Records a line of some category at this moment of the current goroutine. A very long one is
     * cut. There may be some thousands of categories.
     */
    public static void log(String category, String message) {
        Objects.requireNonNull(category);
        Objects.requireNonNull(message);
        Probe p = Probe.installed();
        if (p != null) {
            p.log(category, message);
        }
    }

    private static @Nullable Object enter(String name) {
        Objects.requireNonNull(name);
        Probe p = Probe.installed();
        return p == null ? null : p.enters(name);
    }

    private static void leave(@Nullable Object entered, String name) {
        Probe p = Probe.installed();
        if (p != null) {
            p.leaves(entered, name);
        }
    }
}

package dev.jopher.internal.record;

import java.io.Closeable;
import java.io.IOException;

/** Takes what the buffers of a session have: into a file, or into memory. */
interface Sink extends Closeable {
    /**
     * Takes what is complete.
     * @return whether there was anything new
     */
    boolean take() throws IOException;

    /** Takes the rest, and writes the end. */
    void end() throws IOException;

    /** Frees what it holds, also if the end could not be written. */
    @Override
    void close() throws IOException;
}

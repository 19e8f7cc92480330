package dev.jopher.internal.record;

import java.io.IOException;

/** Takes what the buffers of a session have: into a file, or into memory. */
interface Sink {
    /**
     * Takes what is complete.
     * @return whether there was anything new
     */
    boolean take() throws IOException;

    /** Ends it: nothing is taken after that. */
    void end() throws IOException;
}

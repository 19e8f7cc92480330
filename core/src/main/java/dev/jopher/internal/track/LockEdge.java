package dev.jopher.internal.track;

/**
 * A goroutine had {@code from}, and then locked {@code to}; possibly the same, for reading.
 *
 * @param gates what else it had
 */
record LockEdge(LockNode from, LockNode to, Acquisition had, Acquisition wants, Gates gates) {
    boolean fromRead() {
        return had.read();
    }

    boolean toRead() {
        return wants.read();
    }

    void append(StringBuilder out) {
        out.append('\n').append(wants.ref()).append(" had locked the ").append(from.name())
                .append(how(from, had)).append(" at\n");
        had.appendFrames(out);
        out.append("and then locked ");
        out.append(from == to ? "it again" : "the " + to.name());
        out.append(how(to, wants)).append(" at\n");
        wants.appendFrames(out);
    }

    private static String how(LockNode lock, Acquisition a) {
        return a.read() ? " for reading" : lock.name().startsWith("RWMutex") ? " for writing" : "";
    }
}

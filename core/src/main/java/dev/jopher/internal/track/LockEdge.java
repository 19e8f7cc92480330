package dev.jopher.internal.track;

/**
 * A goroutine held {@code from} and then locked {@code to}. Both may be the same lock, for reading.
 *
 * @param gates what else it held
 */
record LockEdge(LockNode from, LockNode to, Acquisition held, Acquisition wanted, Gates gates) {
    boolean fromRead() {
        return held.read();
    }

    boolean toRead() {
        return wanted.read();
    }

    void append(StringBuilder out) {
        out.append('\n').append(wanted.ref()).append(" had locked the ").append(from.name())
                .append(how(from, held)).append(" at\n");
        held.appendFrames(out);
        out.append("and then locked ");
        out.append(from == to ? "it again" : "the " + to.name());
        out.append(how(to, wanted)).append(" at\n");
        wanted.appendFrames(out);
    }

    private static String how(LockNode lock, Acquisition a) {
        return a.read() ? " for reading" : lock.name().startsWith("RWMutex") ? " for writing" : "";
    }
}

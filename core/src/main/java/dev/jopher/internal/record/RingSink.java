package dev.jopher.internal.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps the last seconds in memory: Go's flight recorder. Each block names its time and its
 * goroutine at its beginning, so older blocks can be dropped.
 */
final class RingSink implements Sink {
    private final Session session;
    private final long nanos;
    private final int most;
    private final Deque<Block> kept = new ArrayDeque<>();

    /** The time of the last event that was dropped: what is kept has everything after it. */
    private long dropped;

    /**
     * @param nanos how much is kept
     * @param most how many blocks are kept in any case
     */
    RingSink(Session session, long nanos, int most) {
        this.session = session;
        this.nanos = nanos;
        this.most = most;
    }

    @Override
    public synchronized boolean take() {
        Deque<Block> current = FileSink.current(session);
        Deque<Block> full = FileSink.full(session);
        kept.addAll(full);
        boolean any = !full.isEmpty();
        for (Block b : current) {
            int end = b.end();
            any |= end != b.written;
            b.written = end; // nothing is written; this shows whether there is anything new
        }
        dropOld();
        return any;
    }

    private void dropOld() {
        long old = session.now() - nanos;
        boolean any = false;
        while (kept.size() > most || !kept.isEmpty() && kept.getFirst().ended < old) {
            Block first = kept.removeFirst();
            dropped = Math.max(dropped, first.ended);
            session.blocks.giveBack(first);
            any = true;
        }
        if (any) {
            session.forgetObjects();
        }
    }

    /** Writes all that is kept. */
    synchronized void write(Path path) throws IOException {
        boolean unused = take();
        long from = Math.max(dropped == 0 ? 0 : dropped + 1, session.now() - nanos);
        try (TraceFile file = TraceFile.open(path, session, from)) {
            write(file);
        }
    }

    private void write(TraceFile file) throws IOException {
        file.goroutines(session.now());
        Deque<Block> current = FileSink.current(session);
        int[] ends = current.stream().mapToInt(Block::end).toArray();
        kept.addAll(FileSink.full(session));
        file.definitions();
        for (Block b : kept) {
            file.events(b, 0, b.end());
        }
        int i = 0;
        for (Block b : current) {
            int end = ends[i++];
            if (!kept.contains(b)) {
                file.events(b, 0, end);
            }
        }
        file.end();
    }

    @Override
    public void end() {}

    @Override
    public synchronized void close() {
        kept.clear();
    }
}

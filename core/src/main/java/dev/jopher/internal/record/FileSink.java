package dev.jopher.internal.record;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes to a file while the program runs, so a program that is killed leaves nearly all of it. */
final class FileSink implements Sink {
    private final Session session;
    private final TraceFile file;

    FileSink(Session session, TraceFile file) {
        this.session = session;
        this.file = file;
    }

    @Override
    public boolean take() throws IOException {
        Deque<Block> current = current(session); // first: what is full meanwhile is in the other
        Deque<Block> full = full(session);
        int[] ends = current.stream().mapToInt(Block::end).toArray();
        file.definitions(); // after the ends were read: it has all that they refer to
        boolean any = !full.isEmpty();
        for (Block b : full) {
            file.events(b, b.written, b.end());
            session.blocks.giveBack(b);
        }
        int i = 0;
        for (Block b : current) {
            int end = ends[i++];
            if (!full.contains(b) && end > b.written) {
                file.events(b, b.written, end);
                b.written = end;
                any = true;
            }
        }
        if (any) {
            file.flush();
        }
        return any;
    }

    @Override
    public void end() throws IOException {
        boolean unused = take();
        file.end();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Removes the full blocks; the oldest comes first. */
    static Deque<Block> full(Session session) {
        Deque<Block> all = new ArrayDeque<>();
        for (Block b = session.blocks.takeFull(); b != null; b = b.next) {
            all.addFirst(b);
        }
        return all;
    }

    /** Returns the blocks that are being filled. */
    static Deque<Block> current(Session session) {
        Deque<Block> all = new ArrayDeque<>();
        for (Buffer b = session.buffers(); b != null; b = b.next) {
            Block block = b.block();
            if (block != null) {
                all.add(block);
            }
        }
        return all;
    }
}

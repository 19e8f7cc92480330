package dev.jopher.trace.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Brings the events of all buffers into one order: that of time, but no goroutine runs before it was
 * woken.
 *
 * <p>A RUN without a time of its own has that of the event before it, which may be a little too
 * early: the goroutine may have been woken since, by another processor. The next timed event of the
 * same processor came later than the RUN, and so than the wake-up. So such a RUN is put behind all
 * events up to that one. Then the wake-up is known, and is its time.
 */
final class Merge {
    private final PriorityQueue<Cursor> queue =
            new PriorityQueue<>(Comparator.comparingLong(c -> c.key));

    private final List<Cursor> all = new ArrayList<>();

    Merge(List<Cursor> cursors) {
        all.addAll(cursors);
    }

    /** Passes each event to {@code lives}. */
    void run(Lives lives) {
        for (Cursor c : all) {
            if (c.advance()) {
                queue.add(c);
            }
        }
        for (Cursor c = queue.poll(); c != null; c = queue.poll()) {
            // As long as no other buffer has an earlier event, this one goes on.
            Cursor other = queue.peek();
            long until = other == null ? Long.MAX_VALUE : other.key;
            boolean more = true;
            while (more && c.key <= until) {
                if (c.type == Format.RUN && !c.isDelayed && !lives.canRun(c)) {
                    c.key = c.timed ? c.time + 1 : c.bound(); // two clocks may show the same time
                    c.isDelayed = true;
                } else {
                    lives.event(c);
                    more = c.advance();
                }
            }
            if (more) {
                queue.add(c);
            }
        }
    }
}

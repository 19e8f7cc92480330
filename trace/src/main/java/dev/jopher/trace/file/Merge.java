package dev.jopher.trace.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Brings the events of all buffers into one order: that of time, but no goroutine runs before it
 * was woken.
 *
 * <p>A RUN without a time of its own has that of the event before it, which may be a little too
 * early: the goroutine may have been woken since, or may even have run on another processor. The
 * next timed event of the same buffer came later than the RUN, and so than all that led to it.
 * Until that event the goroutine has caused nothing that has a time. So such a RUN is handled just
 * before that event, and its time is that of the wake-up, if that is later than its own.
 *
 * <p>A hand-over comes from another thread. The processor's goroutine has run for milliseconds
 * then, so its RUN is handled first.
 */
final class Merge {
    private final PriorityQueue<Cursor> queue =
            new PriorityQueue<>(Comparator.comparingLong(c -> c.key));

    private final List<Cursor> all = new ArrayList<>();

    Merge(List<Cursor> cursors) {
        all.addAll(cursors);
    }

    /** Handles the RUN of the processor that a HAND_OVER names, if it was put behind others. */
    private void beforeHandOver(int processor, Lives lives) {
        for (Cursor c : all) {
            if (c.processor == processor && c.isDelayed && queue.remove(c)) {
                lives.event(c);
                if (c.advance()) {
                    queue.add(c);
                }
            }
        }
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
                if (c.type == Format.RUN && !c.isDelayed && !(c.timed && lives.canRun(c))) {
                    c.key = c.timed ? c.time + 1 : c.bound(); // two clocks may show the same time
                    c.isDelayed = true;
                } else {
                    if (c.type == Format.HAND_OVER) {
                        beforeHandOver((int) c.a, lives);
                        until = c.key; // another one may be first now
                    }
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

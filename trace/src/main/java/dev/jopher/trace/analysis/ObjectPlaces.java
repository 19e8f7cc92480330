package dev.jopher.trace.analysis;

import java.util.HashMap;
import java.util.Map;

import dev.jopher.trace.model.Frames;
import dev.jopher.trace.model.Objects;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;

/**
 * A line for each object: that of its creation, or else the one at which goroutines waited on it
 * for the longest time.
 */
public final class ObjectPlaces {
    private final int[] frames;
    private final boolean[] waits;

    ObjectPlaces(Recording r) {
        Objects objects = r.objects();
        frames = new int[objects.size()];
        waits = new boolean[objects.size()];
        for (int o = 0; o < frames.length; o++) {
            frames[o] = objects.place(o);
            waits[o] = frames[o] < 0;
        }
        findWaits(r);
    }

    private void findWaits(Recording r) {
        Spans spans = r.spans();
        Frames all = r.frames();
        Map<Long, Long> times = new HashMap<>();
        long[] longest = new long[frames.length];
        for (int i = 0; i < spans.size(); i++) {
            int o = spans.object(i);
            if (spans.state(i) == State.WAITING && o >= 0 && waits[o] && spans.stack(i) >= 0
                    && all.depth(spans.stack(i)) > 0) {
                int frame = all.frame(spans.stack(i), 0);
                long time = times.merge((long) o << 32 | frame, spans.duration(i), Long::sum);
                if (time > longest[o]) {
                    longest[o] = time;
                    frames[o] = frame;
                }
            }
        }
    }

    /** Returns the frame, or -1. */
    public int frame(int object) {
        return frames[object];
    }

    /** Returns whether the line is one at which goroutines waited. */
    public boolean isWait(int object) {
        return waits[object];
    }
}

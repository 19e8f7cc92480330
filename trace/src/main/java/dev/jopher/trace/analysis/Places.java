package dev.jopher.trace.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.trace.model.Goroutines;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;

/** The table by place: goroutines that one line created are one row. Most running time first. */
public final class Places {
    private Places() {}

    /**
     * One row.
     * @param place the frame of the {@code go} statement, -1 for main
     * @param members how many goroutines it created
     * @param times nanoseconds in each state, by its ordinal, over all of them
     * @param reason for what they waited longest, -1 if they did not wait
     */
    public record Place(int place, List<Integer> members, long[] times, int reason) {
        /** Returns the time of one state. */
        public long time(State state) {
            return times[state.ordinal()];
        }
    }

    static List<Place> of(Recording r) {
        Map<Integer, Row> rows = new HashMap<>();
        Goroutines gs = r.goroutines();
        for (int g = 0; g < gs.size(); g++) {
            rows.computeIfAbsent(gs.place(g), p -> new Row(r.reasons())).add(r.spans(), g);
        }
        List<Place> places = new ArrayList<>();
        rows.forEach((place, row) -> places
                .add(new Place(place, List.copyOf(row.members), row.times, row.longest())));
        places.sort(Comparator.comparingLong((Place p) -> -p.times[0])
                .thenComparingInt(Place::place));
        return places;
    }

    private static final class Row {
        final List<Integer> members = new ArrayList<>();
        final long[] times = new long[State.values().length];
        final long[] byReason;

        Row(int reasons) {
            byReason = new long[reasons];
        }

        void add(Spans spans, int g) {
            members.add(g);
            for (int i = spans.first(g); i < spans.last(g); i++) {
                times[spans.state(i).ordinal()] += spans.duration(i);
                if (spans.reason(i) >= 0) {
                    byReason[spans.reason(i)] += spans.duration(i);
                }
            }
        }

        int longest() {
            int best = -1;
            for (int i = 0; i < byReason.length; i++) {
                if (byReason[i] > (best < 0 ? 0 : byReason[best])) {
                    best = i;
                }
            }
            return best;
        }
    }
}

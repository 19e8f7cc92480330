package dev.jopher.trace.perfetto;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.jopher.trace.analysis.Names;
import dev.jopher.trace.analysis.RadixSort;
import dev.jopher.trace.model.Goroutines;
import dev.jopher.trace.model.Marks;
import dev.jopher.trace.model.OperationKind;
import dev.jopher.trace.model.Operations;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;

/**
 * Writes the file. Perfetto sorts packets by time and keeps the order of equal times. So the
 * packets come goroutine by goroutine, the end of each slice before the start of the next.
 */
public final class PerfettoFile {
    // TracePacket
    private static final int TIMESTAMP = 8;
    private static final int SEQUENCE_ID = 10;
    private static final int TRACK_EVENT = 11;
    private static final int INTERNED_DATA = 12;
    private static final int SEQUENCE_FLAGS = 13;
    private static final int TRACK_DESCRIPTOR = 60;
    private static final int STATE_CLEARED = 1;
    private static final int NEEDS_STATE = 2;
    // TrackEvent
    private static final int ANNOTATION = 4;
    private static final int TYPE = 9;
    private static final int NAME_IID = 10;
    private static final int TRACK_UUID = 11;
    private static final int COUNTER_VALUE = 30;
    private static final int FLOW_ID = 47;
    private static final int TERMINATING_FLOW_ID = 48;
    private static final int SLICE_BEGIN = 1;
    private static final int SLICE_END = 2;
    private static final int INSTANT = 3;
    private static final int COUNTER = 4;

    private static final long PROCESS = 1;
    private static final long RUNNING_COUNTER = 2;
    private static final long FIRST_GROUP = 1L << 32;
    private static final long FIRST_GOROUTINE = 1L << 33;
    private static final long FIRST_REGIONS = 1L << 34;

    private final Recording r;
    private final OutputStream out;
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final Message event = new Message();
    private final Message packet = new Message();
    private final Message annotation = new Message();

    private PerfettoFile(Recording r, OutputStream out) {
        this.r = r;
        this.out = out;
    }

    /** Writes a recording to a file. */
    public static void write(Recording r, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(r, out);
        }
    }

    static void write(Recording r, OutputStream out) throws IOException {
        PerfettoFile file = new PerfettoFile(r, out);
        file.packet(new Message().number(SEQUENCE_FLAGS, STATE_CLEARED));
        file.tracks();
        for (int g = 0; g < r.goroutines().size(); g++) {
            file.spans(g);
        }
        file.operations();
        file.marks(r.regions(), FIRST_REGIONS);
        file.marks(r.logs(), FIRST_GOROUTINE);
        file.counter();
    }

    private void packet(Message content) throws IOException {
        content.number(SEQUENCE_ID, 1).writeAsField1(out);
    }

    // --- tracks

    private void tracks() throws IOException {
        Message process = new Message().number(1, 1).text(6, r.program());
        track(new Message().number(1, PROCESS).message(3, process));
        track(new Message().number(1, RUNNING_COUNTER).text(2, "goroutines that run")
                .number(5, PROCESS).message(8, new Message()));
        Goroutines gs = r.goroutines();
        Map<Integer, Boolean> groups = new LinkedHashMap<>();
        for (int g = 0; g < gs.size(); g++) {
            int place = gs.place(g);
            if (groups.put(place, true) == null) {
                track(new Message().number(1, group(place))
                        .text(2, place < 0 ? "main" : "goroutines of " + Names.place(r, place))
                        .number(5, PROCESS));
            }
            track(new Message().number(1, FIRST_GOROUTINE + g).text(2, Names.goroutine(r, g))
                    .number(5, group(place)));
        }
        Marks regions = r.regions();
        Map<Integer, Boolean> withRegions = new LinkedHashMap<>();
        for (int i = 0; i < regions.size(); i++) {
            int g = regions.goroutine(i);
            if (withRegions.put(g, true) == null) {
                track(new Message().number(1, FIRST_REGIONS + g).text(2, "regions")
                        .number(5, FIRST_GOROUTINE + g));
            }
        }
    }

    private static long group(int place) {
        return FIRST_GROUP + 1 + place;
    }

    private void track(Message descriptor) throws IOException {
        packet(packet.clear().message(TRACK_DESCRIPTOR, descriptor));
    }

    // --- events

    private void spans(int g) throws IOException {
        Spans spans = r.spans();
        long track = FIRST_GOROUTINE + g;
        for (int i = spans.first(g); i < spans.last(g); i++) {
            begin(event(SLICE_BEGIN, track), nameOf(i));
            if (spans.waker(i) >= 0) {
                event.fixed(TERMINATING_FLOW_ID, i + 1L);
            }
            if (spans.object(i) >= 0) {
                annotate("on", Names.object(r, spans.object(i)));
            }
            if (spans.stack(i) >= 0 && r.frames().depth(spans.stack(i)) > 0) {
                annotate("at", Names.place(r, r.frames().frame(spans.stack(i), 0)));
            }
            if (spans.state(i) == State.RUNNING) {
                annotate("processor", "P" + spans.processor(i));
            }
            put(spans.start(i));
            event(SLICE_END, track);
            put(spans.end(i));
            if (spans.waker(i) >= 0) {
                begin(event(INSTANT, FIRST_GOROUTINE + spans.waker(i)), "wakes");
                event.fixed(FLOW_ID, i + 1L);
                annotate("goroutine", Names.goroutine(r, g));
                put(spans.start(i));
            }
        }
    }

    private String nameOf(int span) {
        Spans spans = r.spans();
        String state = spans.state(span).name().toLowerCase(Locale.ROOT);
        String reason = r.reason(spans.reason(span));
        return reason.isEmpty() ? state : reason;
    }

    private void operations() throws IOException {
        Operations ops = r.operations();
        for (int i = 0; i < ops.size(); i++) {
            OperationKind kind = ops.kind(i);
            begin(event(INSTANT, FIRST_GOROUTINE + ops.goroutine(i)),
                    kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            if (ops.object(i) >= 0) {
                annotate("on", Names.object(r, ops.object(i)));
            }
            put(ops.time(i));
        }
    }

    private void marks(Marks marks, long firstTrack) throws IOException {
        for (int i = 0; i < marks.size(); i++) {
            long track = firstTrack + marks.goroutine(i);
            boolean isMoment = firstTrack == FIRST_GOROUTINE;
            begin(event(isMoment ? INSTANT : SLICE_BEGIN, track), r.string(marks.text(i)));
            put(marks.start(i));
            if (!isMoment) {
                event(SLICE_END, track);
                put(marks.end(i));
            }
        }
    }

    /** Counts one up at the start of each running span, and one down at its end. */
    private void counter() throws IOException {
        Spans spans = r.spans();
        long[] changes = new long[2 * spans.size()];
        int n = 0;
        for (int i = 0; i < spans.size(); i++) {
            if (spans.state(i) == State.RUNNING) {
                changes[n++] = spans.start(i) << 1 | 1;
                changes[n++] = spans.end(i) << 1;
            }
        }
        RadixSort.sort(changes, n);
        int running = 0;
        for (int i = 0; i < n; i++) {
            running += (changes[i] & 1) == 1 ? 1 : -1;
            if (i + 1 == n || changes[i + 1] >> 1 != changes[i] >> 1) {
                event(COUNTER, RUNNING_COUNTER).number(COUNTER_VALUE, running);
                put(changes[i] >> 1);
            }
        }
    }

    // --- one event

    private Message event(int type, long track) {
        return event.clear().number(TYPE, type).number(TRACK_UUID, track);
    }

    /** Gives the event its name. A new name is written once, with the packet that has it first. */
    private void begin(Message target, String name) {
        Integer known = names.get(name);
        packet.clear();
        if (known == null) {
            known = names.size() + 1;
            names.put(name, known);
            Message entry = new Message().number(1, known).text(2, name);
            packet.message(INTERNED_DATA, new Message().message(2, entry));
        }
        target.number(NAME_IID, known);
    }

    private void annotate(String name, String value) {
        event.message(ANNOTATION, annotation.clear().text(10, name).text(6, value));
    }

    /** Writes the event, together with what {@link #begin} has put into the packet. */
    private void put(long time) throws IOException {
        packet.number(TIMESTAMP, time).number(SEQUENCE_FLAGS, NEEDS_STATE).message(TRACK_EVENT,
                event);
        packet(packet);
        packet.clear();
    }
}

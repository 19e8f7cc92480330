package dev.jopher.trace.page;

import dev.jopher.trace.model.Goroutines;
import dev.jopher.trace.model.Marks;
import dev.jopher.trace.model.Operations;
import dev.jopher.trace.model.ProcessorEvents;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;

/**
 * The numbers of a recording, packed. Times are differences to the time before, so most take one to
 * three bytes. The order of everything is that in which {@code data.js} reads it.
 */
final class PackedRecording {
    private final Recording r;
    private final NumberStream out = new NumberStream();

    private PackedRecording(Recording r) {
        this.r = r;
    }

    static byte[] of(Recording r) {
        PackedRecording packed = new PackedRecording(r);
        packed.goroutines();
        packed.spans();
        packed.processors();
        packed.operations();
        packed.marks(r.pauses());
        packed.marks(r.regions());
        packed.marks(r.logs());
        return packed.out.bytes();
    }

    private void goroutines() {
        Goroutines gs = r.goroutines();
        out.put(gs.size());
        for (int g = 0; g < gs.size(); g++) {
            out.put(gs.id(g));
            out.putIndex(gs.name(g));
            out.putIndex(gs.labels(g));
            out.putIndex(gs.parent(g));
            out.putIndex(gs.place(g));
            out.putIndex(gs.function(g));
            out.put(gs.created(g));
            out.put(gs.ended(g) + 1);
        }
    }

    private void spans() {
        Spans spans = r.spans();
        out.put(spans.size());
        for (int g = 0; g < r.goroutines().size(); g++) {
            out.put(spans.last(g) - spans.first(g));
            long time = 0;
            for (int i = spans.first(g); i < spans.last(g); i++) {
                out.put(spans.start(i) - time);
                out.put(spans.duration(i));
                time = spans.end(i);
                span(spans, i);
            }
        }
    }

    private void span(Spans spans, int i) {
        State state = spans.state(i);
        int detail = state == State.RUNNING ? spans.processor(i) : spans.reason(i);
        out.put(state.ordinal() | detail + 1L << 2);
        if (state != State.RUNNING) {
            out.putIndex(switch (state) {
                case RUNNABLE -> spans.waker(i);
                case WAITING -> spans.object(i);
                default -> spans.processor(i);
            });
            out.putIndex(spans.stack(i));
        }
    }

    private void processors() {
        ProcessorOrder order = new ProcessorOrder(r);
        out.put(order.processors());
        for (int p = 0; p < order.processors(); p++) {
            int[] spans = order.spans(p);
            out.put(spans.length);
            long before = 0;
            for (int span : spans) {
                out.putSigned(span - before);
                before = span;
            }
        }
        events();
    }

    private void events() {
        ProcessorEvents events = r.processorEvents();
        out.put(events.size());
        long time = 0;
        for (int i = 0; i < events.size(); i++) {
            out.put(events.time(i) - time);
            time = events.time(i);
            out.putIndex(events.processor(i));
            out.put(events.kind(i).ordinal());
            out.putIndex(events.other(i));
            out.put(events.count(i));
        }
    }

    private void operations() {
        Operations ops = r.operations();
        out.put(ops.size());
        long time = 0;
        for (int i = 0; i < ops.size(); i++) {
            out.put(ops.time(i) - time);
            time = ops.time(i);
            out.put(ops.goroutine(i));
            out.put(ops.kind(i).ordinal());
            out.putIndex(ops.object(i));
            out.putIndex(ops.value(i));
        }
    }

    private void marks(Marks marks) {
        out.put(marks.size());
        for (int i = 0; i < marks.size(); i++) {
            out.putIndex(marks.goroutine(i));
            out.put(marks.start(i));
            out.put(marks.end(i) - marks.start(i));
            out.putIndex(marks.text(i));
        }
    }
}

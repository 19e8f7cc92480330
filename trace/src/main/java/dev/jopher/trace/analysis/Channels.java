package dev.jopher.trace.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

import dev.jopher.trace.model.ObjectKind;
import dev.jopher.trace.model.OperationKind;
import dev.jopher.trace.model.Operations;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;

/**
 * The table of channels. How full a channel is, is known from its first operation on; so its time
 * begins there, and ends with its last one.
 */
public final class Channels {
    private Channels() {}

    /**
     * One channel. The longest waits come first.
     * @param object the channel
     * @param sends values sent
     * @param receives values received
     * @param used time from the first operation to the last
     * @param full how much of that its buffer was full; 0 without a buffer
     * @param empty how much of that its buffer was empty; 0 without a buffer
     * @param sendWait how long senders waited
     * @param receiveWait how long receivers waited, also in a select
     * @param users the goroutines that used it
     */
    public record Use(int object, int sends, int receives, long used, long full, long empty,
            long sendWait, long receiveWait, List<Integer> users) {}

    static List<Use> of(Recording r) {
        Row[] rows = new Row[r.objects().size()];
        for (int o = 0; o < rows.length; o++) {
            rows[o] = new Row(r.objects().capacity(o));
        }
        Operations ops = r.operations();
        for (int i = 0; i < ops.size(); i++) {
            if (ops.object(i) >= 0) {
                rows[ops.object(i)].operation(ops, i);
            }
        }
        addWaits(r, rows);
        List<Use> uses = new ArrayList<>();
        for (int o = 0; o < rows.length; o++) {
            if (r.objects().kind(o) == ObjectKind.CHANNEL) {
                uses.add(rows[o].use(o));
            }
        }
        uses.sort(Comparator.comparingLong((Use u) -> -(u.sendWait + u.receiveWait)));
        return uses;
    }

    private static void addWaits(Recording r, Row[] rows) {
        boolean[] sends = new boolean[r.reasons()];
        for (int i = 0; i < sends.length; i++) {
            sends[i] = r.reason(i).contains("send");
        }
        Spans spans = r.spans();
        for (int g = 0; g < r.goroutines().size(); g++) {
            for (int i = spans.first(g); i < spans.last(g); i++) {
                if (spans.state(i) == State.WAITING && spans.object(i) >= 0) {
                    Row row = rows[spans.object(i)];
                    row.users.set(g);
                    if (spans.reason(i) >= 0 && sends[spans.reason(i)]) {
                        row.sendWait += spans.duration(i);
                    } else {
                        row.receiveWait += spans.duration(i);
                    }
                }
            }
        }
    }

    private static final class Row {
        final int capacity;
        final BitSet users = new BitSet();
        int sends;
        int receives;
        long full;
        long empty;
        long sendWait;
        long receiveWait;
        long first = -1;
        long last;
        int fill;

        Row(int capacity) {
            this.capacity = capacity;
        }

        void operation(Operations ops, int i) {
            OperationKind kind = ops.kind(i);
            users.set(ops.goroutine(i));
            if (kind != OperationKind.SEND && kind != OperationKind.RECEIVE
                    && kind != OperationKind.CLOSE) {
                return;
            }
            long time = ops.time(i);
            if (first < 0) {
                first = time;
            } else if (capacity > 0) {
                full += fill == capacity ? time - last : 0;
                empty += fill == 0 ? time - last : 0;
            }
            last = time;
            fill = ops.value(i);
            sends += kind == OperationKind.SEND ? 1 : 0;
            receives += kind == OperationKind.RECEIVE ? 1 : 0;
        }

        Use use(int object) {
            return new Use(object, sends, receives, first < 0 ? 0 : last - first, full, empty,
                    sendWait, receiveWait, users.stream().boxed().toList());
        }
    }
}

package dev.jopher.trace.file;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.trace.model.ObjectKind;
import dev.jopher.trace.model.RecordingBuilder;

/**
 * The objects of a file. Their descriptions may come after their first use, so they are all
 * collected before.
 */
final class Things {
    private final RecordingBuilder to;
    private final LongIndex indexes = new LongIndex();

    /** What is known of an object before it is in the recording: by its number. */
    private final LongIndex known = new LongIndex();

    private final List<Description> descriptions = new ArrayList<>();

    /** In which frames objects were made. */
    private final LongIndex places = new LongIndex();

    private record Description(String type, int capacity) {}

    Things(RecordingBuilder to) {
        this.to = to;
    }

    /** Records what an object is. Of two descriptions the one with a capacity counts. */
    void describe(long number, String type, int capacity) {
        int i = known.get(number);
        Description d = new Description(type, capacity);
        if (i < 0) {
            known.put(number, descriptions.size());
            descriptions.add(d);
        } else if (capacity >= 0) {
            descriptions.set(i, d);
        }
    }

    /** Records where an object was made. */
    void made(long number, int frame) {
        if (places.get(number) < 0 && frame >= 0) {
            places.put(number, frame);
        }
    }

    /** Returns the index of an object; -1 for number 0. */
    int of(long number, String reason) {
        if (number == 0) {
            return -1;
        }
        int index = indexes.get(number);
        return index >= 0 ? index : add(number, reason);
    }

    private int add(long number, String reason) {
        int i = known.get(number);
        Description d = i < 0 ? new Description("", -1) : descriptions.get(i);
        ObjectKind kind = kind(d.type, reason);
        int name = kind == ObjectKind.OTHER && !d.type.isEmpty() ? to.string(d.type) : -1;
        int index = to.object(kind, name, places.get(number), Math.max(0, d.capacity));
        indexes.put(number, index);
        return index;
    }

    private static ObjectKind kind(String type, String reason) {
        return switch (type) {
            case "Channel" -> ObjectKind.CHANNEL;
            case "Mutex" -> ObjectKind.MUTEX;
            case "RWMutex", "Writers" -> ObjectKind.RWMUTEX;
            case "WaitGroup", "ErrGroup", "GoroutineGroup" -> ObjectKind.WAIT_GROUP;
            case "Cond" -> ObjectKind.COND;
            case "Semaphore" -> ObjectKind.SEMAPHORE;
            case "" -> byReason(reason);
            default -> ObjectKind.OTHER;
        };
    }

    private static ObjectKind byReason(String reason) {
        return reason.startsWith("chan ") ? ObjectKind.CHANNEL
                : reason.startsWith("sync.Mutex") ? ObjectKind.MUTEX
                        : reason.startsWith("sync.RWMutex") ? ObjectKind.RWMUTEX
                                : reason.startsWith("sync.Cond") ? ObjectKind.COND
                                        : reason.startsWith("sync.WaitGroup")
                                                ? ObjectKind.WAIT_GROUP
                                                : ObjectKind.OTHER;
    }
}

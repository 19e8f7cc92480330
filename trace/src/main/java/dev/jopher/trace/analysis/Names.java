package dev.jopher.trace.analysis;

import dev.jopher.trace.model.Goroutines;
import dev.jopher.trace.model.Objects;
import dev.jopher.trace.model.Recording;

/** How places, objects and goroutines are called in words. */
public final class Names {
    private Names() {}

    /** Returns "Pool.java:14"; empty for -1. */
    public static String place(Recording r, int frame) {
        return frame < 0 ? ""
                : r.string(r.frames().file(frame)) + ":" + r.frames().line(frame);
    }

    /** Returns "`results`, Pool.java:14", or "the channel of Pool.java:14" without a name. */
    public static String object(Recording r, int object) {
        Objects objects = r.objects();
        String place = place(r, objects.place(object));
        String name = r.string(objects.name(object));
        if (name.isEmpty()) {
            return place.isEmpty() ? "a " + objects.kind(object)
                    : "the " + objects.kind(object) + " of " + place;
        }
        return "`" + name + "`" + (place.isEmpty() ? "" : ", " + place);
    }

    /** Returns "goroutine 18 worker"; without a name what it runs. */
    public static String goroutine(Recording r, int goroutine) {
        Goroutines gs = r.goroutines();
        String name = r.string(gs.name(goroutine));
        String text = name.isEmpty() ? r.string(gs.function(goroutine)) : name;
        return ("goroutine " + gs.id(goroutine) + " " + text).strip();
    }
}

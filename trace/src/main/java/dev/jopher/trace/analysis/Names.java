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

    /**
     * Returns "`results`, Pool.java:14", or without a name "the channel of Pool.java:14". If only a
     * line is known at which goroutines waited, it is "the channel at Pool.java:20".
     */
    static String object(Recording r, ObjectPlaces places, int object) {
        Objects objects = r.objects();
        String place = place(r, places.frame(object));
        String name = r.string(objects.name(object));
        if (name.isEmpty()) {
            return place.isEmpty() ? "a " + objects.kind(object)
                    : "the " + objects.kind(object) + (places.isWait(object) ? " at " : " of ")
                            + place;
        }
        return "`" + name + "`" + (place.isEmpty() ? "" : ", " + place);
    }

    /** Returns the name of an object of whose waits nothing is known. */
    public static String object(Recording r, int object) {
        String name = r.string(r.objects().name(object));
        String place = place(r, r.objects().place(object));
        return ((name.isEmpty() ? r.objects().kind(object).toString() : name) + " " + place)
                .strip();
    }

    /** Returns "goroutine 18 worker"; without a name what it runs. */
    public static String goroutine(Recording r, int goroutine) {
        Goroutines gs = r.goroutines();
        String name = r.string(gs.name(goroutine));
        String text = name.isEmpty() ? r.string(gs.function(goroutine)) : name;
        if (text.isEmpty() && gs.parent(goroutine) < 0 && gs.place(goroutine) < 0) {
            text = "main";
        }
        return ("goroutine " + gs.id(goroutine) + " " + text).strip();
    }
}

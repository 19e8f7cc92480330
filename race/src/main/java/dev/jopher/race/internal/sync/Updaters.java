package dev.jopher.race.internal.sync;

import java.util.Map;
import java.util.WeakHashMap;

import org.jspecify.annotations.Nullable;

/** Which fields the program's field updaters update, for an updater does not say. */
public final class Updaters {
    record Target(Class<?> type, String field) {}

    /** Updaters are equal only to themselves. */
    private static final Map<Object, Target> TARGETS = new WeakHashMap<>();

    private Updaters() {}

    /** The program has made an updater. */
    public static void made(Object updater, Class<?> type, String field) {
        synchronized (TARGETS) {
            TARGETS.put(updater, new Target(type, field));
        }
    }

    static @Nullable Target find(Object updater) {
        synchronized (TARGETS) {
            return TARGETS.get(updater);
        }
    }
}

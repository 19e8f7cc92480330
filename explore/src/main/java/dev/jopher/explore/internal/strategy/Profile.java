package dev.jopher.explore.internal.strategy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import dev.jopher.explore.internal.world.ControlledThread;

/**
 * How many steps each thread of a program has, by number of the object, with those of the threads
 * that it creates. Threads are known by their paths.
 */
final class Profile {
    static final Profile NONE = new Profile(0);

    private final int objects;
    private int[] shared = {};
    private final Map<Long, int[]> byPath = new HashMap<>();

    Profile(int objects) {
        this.objects = objects;
    }

    void put(ControlledThread t, int[] counts) {
        byPath.put(t.pathHash, counts);
    }

    void setShared(int[] numbers) {
        shared = numbers;
    }

    /** Returns the numbers of the objects that several threads use. */
    int[] shared() {
        return shared;
    }

    /** Returns the steps of a thread at an object, or at all if that is negative. */
    int total(ControlledThread t, int object) {
        int[] counts = byPath.get(t.pathHash);
        return counts == null ? 0 : total(counts, object);
    }

    private static int total(int[] counts, int object) {
        return object < 0
                ? Arrays.stream(counts).sum()
                : object < counts.length ? counts[object] : 0;
    }

    /** Returns the counts for one object as text: hashes of paths, and numbers. */
    String text(int object) {
        var s = new StringBuilder();
        byPath.forEach((path, counts) -> {
            int n = total(counts, object);
            if (n > 0) {
                s.append(s.isEmpty() ? "" : ",").append(Long.toString(path, Character.MAX_RADIX))
                        .append('=').append(n);
            }
        });
        return s.toString();
    }

    /** Returns the profile of a text; the counts are for one object. */
    static Profile parse(String text, int object) {
        int index = Math.max(0, object);
        Profile p = new Profile(index + 1);
        for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int eq = part.indexOf('=');
            int[] counts = new int[index + 1];
            counts[index] = Integer.parseInt(part.substring(eq + 1));
            p.byPath.put(Long.parseLong(part.substring(0, eq), Character.MAX_RADIX), counts);
        }
        return p;
    }
}

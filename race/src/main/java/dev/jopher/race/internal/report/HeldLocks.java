package dev.jopher.race.internal.report;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.race.Race;
import dev.jopher.race.internal.clock.Trail;
import org.jspecify.annotations.Nullable;

/** The locks that a thread held at one moment. Keeps none of them alive. */
final class HeldLocks {
    private static final HeldLocks NONE = new HeldLocks(List.of());

    private final List<Held> all;

    private HeldLocks(List<Held> all) {
        this.all = all;
    }

    private record Held(WeakReference<Object> lock, String type, int place) {}

    /** Returns those of the current thread, or null if they are not known. */
    static @Nullable HeldLocks of(Trail trail) {
        int n = trail.held();
        if (n <= 0) {
            return n == 0 ? NONE : null;
        }
        List<Held> all = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            Object lock = trail.lock(i);
            if (lock == null) {
                return null;
            }
            all.add(new Held(new WeakReference<>(lock), lock.getClass().getName(), trail.place(i)));
        }
        return new HeldLocks(all);
    }

    /** Returns them for a report. {@code other} are those of the other thread, if known. */
    List<Race.Lock> forReport(@Nullable HeldLocks other) {
        List<Race.Lock> locks = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            Held h = all.get(i);
            locks.add(new Race.Lock(name(h), Sites.get(h.place).place(),
                    other != null && other.has(h.lock.get())));
        }
        return locks;
    }

    private boolean has(@Nullable Object lock) {
        for (int i = 0; lock != null && i < all.size(); i++) {
            if (all.get(i).lock.refersTo(lock)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the class of a monitor; for other locks what the program calls them. */
    private static String name(Held h) {
        String operation = Sites.get(h.place).variable();
        String type = ReportText.shortName(h.type).replace('$', '.');
        if (operation.startsWith("Lock.")) {
            return type;
        }
        int dot = operation.lastIndexOf('.');
        return dot >= 0
                ? operation.substring(0, dot)
                : new StringBuilder("monitor of ").append(type).toString();
    }
}

package dev.jopher.junit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A watch of the race detector. Its classes are found by their names, on the boot class path, where
 * the agent is: tests need no dependency for it, and a copy of the classes on the class path of the
 * tests, or in a module, would not know what the agent has seen.
 */
final class RaceWatch {
    private final Object watch;

    private RaceWatch(Object watch) {
        this.watch = watch;
    }

    /** Begins to watch; returns null if there is no detector. */
    static @Nullable RaceWatch begin() {
        try {
            Class<?> races = Class.forName("dev.jopher.race.Races", true, null);
            if (!(boolean) races.getMethod("isActive").invoke(null)) {
                return null;
            }
            return new RaceWatch(races.getMethod("watch").invoke(null));
        } catch (ClassNotFoundException e) {
            return null;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the race detector is of another version", e);
        }
    }

    /** Ends the watch. Returns the reports of its races. */
    List<String> end() {
        try {
            Class<?> type = Class.forName("dev.jopher.race.Races$Watch", true, null);
            List<String> reports = new ArrayList<>();
            for (Object race : (List<?>) call(type.getMethod("races"))) {
                reports.add(race.toString());
            }
            call(type.getMethod("close"));
            return reports;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the race detector is of another version", e);
        }
    }

    private Object call(Method method) throws ReflectiveOperationException {
        return method.invoke(watch);
    }
}

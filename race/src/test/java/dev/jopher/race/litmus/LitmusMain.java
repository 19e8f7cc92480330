package dev.jopher.race.litmus;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.jopher.race.Race;
import dev.jopher.race.Races;
import org.jspecify.annotations.Nullable;

/**
 * Runs the litmus programs under the agent, and prints a line for each: {@code ok}, {@code MISSED},
 * {@code FALSE}, {@code FAILED} or {@code known}. Arguments: parts of the names of those to run.
 *
 * <p>The programs without a race run first, so that a place that is reported there has not been
 * reported before.
 *
 * <p>System properties: {@code jopher.litmus.iterations} (of those without a race), {@code
 * jopher.litmus.millis} (after which there are no more iterations of one of them).
 */
public final class LitmusMain {
    /** The classes that contain litmus programs. */
    static final Class<?>[] GROUPS = {
        Fields.class, SharedFields.class, ArrayElements.class, ArrayCopies.class, Monitors.class,
        MonitorWaits.class,
        Volatiles.class, VarHandles.class, Atomics.class, Locks.class, ReadWriteLocks.class,
        Barriers.class, Queues.class, Maps.class, Contents.class, MoreContents.class,
        Views.class, SortedContents.class, Threads.class, ThreadValues.class, Futures.class,
        Pools.class,
        Parallel.class, Initialisation.class, Initialisers.class, Reflections.class,
        GoChannels.class, GoBuffers.class, GoSelects.class, GoLocks.class, GoGroups.class,
        GoTimers.class, GoContexts.class, GoVariables.class, GoMisuse.class, Callbacks.class,
        Services.class, Copies.class, Iterations.class, Texts.class, Monitoring.class
    };

    private static final int ITERATIONS = Integer.getInteger("jopher.litmus.iterations", 1000);
    private static final int MILLIS = Integer.getInteger("jopher.litmus.millis", 150);

    private LitmusMain() {}

    public static void main(String[] names) throws Exception {
        List<Class<?>> all = select(names);
        for (Class<?> c : all) {
            print(c, "fixed", fixed(c));
        }
        for (Class<?> c : all) {
            print(c, "racy", racy(c));
        }
        System.out.println("done");
        System.out.flush();
        // The programs' pools may have threads that are not daemons, and 66 is not for this one.
        Runtime.getRuntime().halt(0);
    }

    private static List<Class<?>> select(String[] names) {
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> group : GROUPS) {
            Class<?>[] members = group.getDeclaredClasses();
            java.util.Arrays.sort(members, Comparator.comparing(Class::getName));
            for (Class<?> c : members) {
                if (Litmus.class.isAssignableFrom(c) && isWanted(name(c), names)) {
                    all.add(c);
                }
            }
        }
        return all;
    }

    private static boolean isWanted(String name, String[] names) {
        for (String n : names) {
            if (name.contains(n)) {
                return true;
            }
        }
        return names.length == 0;
    }

    private static String name(Class<?> c) {
        return c.getDeclaringClass().getSimpleName() + "." + c.getSimpleName();
    }

    private static void print(Class<?> c, String program, String verdict) {
        System.out.println(verdict.split(" ", 2)[0] + " " + program + " " + name(c)
                + verdict.substring(verdict.split(" ", 2)[0].length()));
        System.out.flush();
    }

    private static String fixed(Class<?> c) {
        System.err.println("--- fixed " + name(c));
        List<Race> races;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MILLIS);
        int i = 0;
        try (Races.Watch watch = Races.watch()) {
            while (i < ITERATIONS && (i < 8 || System.nanoTime() < end)) {
                Litmus.run = i++;
                Throwable e = failure(c, false);
                if (e != null) {
                    return "FAILED " + e;
                }
            }
            races = watch.races();
        }
        return races.isEmpty() ? "ok " + i + " runs" : "FALSE " + places(races);
    }

    private static String racy(Class<?> c) {
        System.err.println("--- racy " + name(c));
        KnownMiss known = c.getAnnotation(KnownMiss.class);
        for (int i = 0; i < 2; i++) {
            try (Races.Watch watch = Races.watch()) {
                Litmus.run = i;
                Throwable e = failure(c, true);
                String verdict = e != null ? "FAILED " + e : verdict(c, known, watch.races());
                if (verdict != null) {
                    return verdict;
                }
            }
        }
        return known == null ? "ok" : "known " + known.value();
    }

    private static @Nullable String verdict(Class<?> c, @Nullable KnownMiss known,
            List<Race> races) {
        if (known != null) {
            return races.isEmpty() ? null : "FAILED is found now: remove its @KnownMiss";
        }
        int wanted = create(c).reports();
        if (races.isEmpty() || wanted != 0 && races.size() != wanted) {
            return "MISSED " + races.size() + " reports" + (wanted == 0 ? "" : ", not " + wanted)
                    + places(races);
        }
        return null;
    }

    private static String places(List<Race> races) {
        StringBuilder s = new StringBuilder();
        for (Race r : races) {
            s.append("; ").append(r.access().variable()).append(' ').append(place(r.previous()))
                    .append(" - ").append(place(r.access()));
        }
        return s.toString();
    }

    private static String place(Race.Access access) {
        StackTraceElement e = access.site();
        return access.kind() + " " + e.getFileName() + ":" + e.getLineNumber();
    }

    private static @Nullable Throwable failure(Class<?> c, boolean racy) {
        try {
            Litmus litmus = create(c);
            if (racy) {
                litmus.racy();
            } else {
                litmus.fixed();
            }
            return null;
        } catch (Throwable e) {
            e.printStackTrace();
            return e;
        }
    }

    private static Litmus create(Class<?> c) {
        try {
            Constructor<?> constructor = c.getDeclaredConstructor();
            return (Litmus) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}

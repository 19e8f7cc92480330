package dev.jopher.explore.self;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import dev.jopher.explore.Body;
import dev.jopher.explore.ExplorationFailure;
import dev.jopher.explore.Explore;
import dev.jopher.explore.ExploreOptions;
import dev.jopher.explore.Explored;
import dev.jopher.explore.Linearizable;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.RWMutex;
import dev.jopher.sync.Semaphore;
import dev.jopher.sync.WaitGroup;

/**
 * Explores Jopher in a JVM in which its own classes have points. Prints a line for each program.
 * Arguments: schedules of each program, its name or "all", and the number of seeds.
 */
final class SelfMain {
    /** Random programs, whose results a model checks. */
    static final String CHANNELS = "Channel and select, model";

    /** Random programs of other operations, likewise. */
    private static final Map<String, Function<ExploreOptions, String>> MODELS =
            new LinkedHashMap<>();

    static {
        MODELS.put("Mutex, model", SelfMain::mutexModel);
        MODELS.put("RWMutex, model", SelfMain::rwMutexModel);
        MODELS.put("RWMutex.tryLock, model", SelfMain::tryLockModel);
        MODELS.put("Semaphore, model", SelfMain::semaphoreModel);
        MODELS.put("WaitGroup, model", SelfMain::waitGroupModel);
    }

    private static final int MAX_STEPS = 3000;
    private static final int SCHEDULES_PER_CASE = 50;

    private SelfMain() {}

    public static void main(String[] args) {
        int schedules = Integer.parseInt(args[0]);
        int seeds = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        if (!args[1].equals("all")) {
            for (int seed = 0; seed < seeds; seed++) {
                int s = seed;
                print(args[1], () -> one(args[1], s, schedules));
            }
            return;
        }
        Programs.ALL.forEach((name, body) -> print(name,
                () -> explore(body, options(schedules))));
        print(CHANNELS, () -> channels(0, schedules * 4));
        MODELS.forEach((name, model) -> print(name, () -> model.apply(options(schedules))));
    }

    private static String one(String name, int seed, int schedules) {
        if (name.equals(CHANNELS)) {
            return channels(seed * schedules, schedules);
        }
        Function<ExploreOptions, String> model = MODELS.get(name);
        return model != null
                ? model.apply(options(schedules).seed(seed))
                : explore(Programs.ALL.get(name), options(schedules).seed(seed));
    }

    private static ExploreOptions options(int schedules) {
        return ExploreOptions.DEFAULT.schedules(schedules).time(Duration.ofHours(10))
                .maxSteps(MAX_STEPS);
    }

    private interface Check {
        String run();
    }

    private static void print(String name, Check check) {
        long start = System.nanoTime();
        String result;
        try {
            result = check.run();
        } catch (ExplorationFailure e) {
            result = "FAILED: " + e.getMessage();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(Locale.ROOT, "%s: %s (%.1f s)%n", name, result, seconds);
    }

    private static String explore(Body body, ExploreOptions options) {
        Explored e = Explore.check(options.leaks(true), body);
        return e.schedules() + " schedules, " + e.distinct() + " distinct";
    }

    private static String channels(int first, int schedules) {
        int distinct = 0;
        for (int done = 0; done < schedules; done += SCHEDULES_PER_CASE) {
            distinct += Explore.check(options(SCHEDULES_PER_CASE).seed(first + done),
                    ChannelRun.of(first + done)).distinct();
        }
        return schedules + " schedules, " + distinct + " distinct";
    }

    // ---- models ---------------------------------------------------------------------------------

    /** What is held, for one thread. */
    private static final class Held {
        private int writers;
        private int readers;

        Object lock() {
            return writers + readers > 0 ? Linearizable.WAITS : writers++;
        }

        Object unlock() {
            if (writers == 0) {
                throw new IllegalMonitorStateException();
            }
            return writers-- - 1;
        }

        Object tryLock() {
            return writers + readers == 0 && ++writers == 1;
        }

        Object rLock() {
            return writers > 0 ? Linearizable.WAITS : readers++ * 0;
        }

        Object rUnlock() {
            if (readers == 0) {
                throw new IllegalMonitorStateException();
            }
            return readers-- * 0;
        }
    }

    private static String mutexModel(ExploreOptions options) {
        Explore.linearizable(Mutex::new, Held::new)
                .operation("lock", m -> 0 * run(m::lock), Held::lock)
                .operation("unlock", m -> 0 * run(m::unlock), Held::unlock)
                .operation("tryLock", Mutex::tryLock, Held::tryLock)
                .options(options).check();
        return "linearizable";
    }

    private static int run(Runnable r) {
        r.run();
        return 0;
    }

    private static String rwMutexModel(ExploreOptions options) {
        Explore.linearizable(RWMutex::new, Held::new)
                .operation("lock", m -> 0 * run(m::lock), Held::lock)
                .operation("unlock", m -> 0 * run(m::unlock), Held::unlock)
                .operation("rLock, rUnlock", m -> {
                    m.rLock();
                    return 0 * run(m::rUnlock);
                }, h -> h.rLock() == Linearizable.WAITS ? Linearizable.WAITS : h.rUnlock())
                .options(options).check();
        return "linearizable";
    }

    private static String tryLockModel(ExploreOptions options) {
        Explore.linearizable(RWMutex::new, Held::new)
                .operation("tryLock", RWMutex::tryLock, Held::tryLock)
                .operation("unlock", m -> 0 * run(m::unlock), Held::unlock)
                .operation("rLock", m -> 0 * run(m::rLock), Held::rLock)
                .operation("rUnlock", m -> 0 * run(m::rUnlock), Held::rUnlock)
                .options(options).check();
        return "linearizable";
    }

    private static String semaphoreModel(ExploreOptions options) {
        Explore.linearizable(() -> new Semaphore(2), () -> new int[1])
                .action("acquire", Semaphore::acquire,
                        m -> m[0] == 2 ? Linearizable.WAITS : ++m[0] > 2 ? null : null)
                .action("release", Semaphore::release, m -> {
                    if (m[0] == 0) {
                        throw new IllegalStateException();
                    }
                    m[0]--;
                    return null;
                }).options(options).check();
        return "linearizable";
    }

    private static String waitGroupModel(ExploreOptions options) {
        Explore.linearizable(WaitGroup::new, () -> new int[1])
                .action("add 1", wg -> wg.add(1), m -> ++m[0] > 0 ? null : null)
                .action("add 2", wg -> wg.add(2), m -> (m[0] += 2) > 0 ? null : null)
                .action("done", WaitGroup::done, m -> {
                    if (m[0] == 0) {
                        throw new IllegalStateException();
                    }
                    m[0]--;
                    return null;
                })
                .action("await", WaitGroup::await, m -> m[0] > 0 ? Linearizable.WAITS : null)
                .options(options).check();
        return "linearizable";
    }
}

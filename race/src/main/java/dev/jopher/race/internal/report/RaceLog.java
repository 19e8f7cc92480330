package dev.jopher.race.internal.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import dev.jopher.race.Race;
import dev.jopher.race.Races;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.sync.SyncClock;

/**
 * Which races there were, and what is called for the next one. The lists are replaced, never
 * changed, so that a call needs no lock.
 *
 * <p>A pair of places is reported once. A watch gets it again if it has not had it, so each entry
 * knows the newest watch at the time when it was seen last.
 */
public final class RaceLog {
    private static volatile boolean active;

    private static final PairTable PAIRS = new PairTable();

    private static Handler[] handlers = {};
    private static Collector[] watches = {};
    private static int watchNumber = 1;
    private static int count;
    private static final List<String> canaries = new ArrayList<>();
    private static volatile Options options = Options.DEFAULT;

    private RaceLog() {}

    /**
     * Called by the agent on the main thread, before anything can race.
     *
     * @throws IllegalArgumentException if a file that they name cannot be used
     */
    public static void use(Options o) {
        if (!o.suppressions().isEmpty()) {
            Suppressions.read(o.suppressions());
        }
        Output.open(o.logPath());
        options = o;
        Identity.isMain();
        Stacks.here(1); // loads what a report needs
    }

    static Options options() {
        return options;
    }

    /** The agent has instrumented what it has to, and its canaries were found. */
    public static void activate() {
        active = true;
    }

    public static boolean isActive() {
        return active;
    }

    public static synchronized int count() {
        return count;
    }

    /** What there is to do for a race between two places. */
    enum News {
        /** It was seen before, and by all watches. */
        NONE,
        /** It was reported before. A watch has not seen it yet. */
        WATCHES,
        /** It is new. */
        ALL
    }

    /** Records that the places {@code a} and {@code b} race. */
    static synchronized News see(int a, int b) {
        int last = PAIRS.put(Math.min(a, b), Math.max(a, b), watchNumber);
        if (last == 0) {
            return News.ALL;
        }
        return last < watchNumber && watches.length > 0 ? News.WATCHES : News.NONE;
    }

    /** A race in one of the agent's own programs, at the start. */
    static synchronized void canary(String type) {
        canaries.add(type);
    }

    public static synchronized boolean hasCanary(String type) {
        return canaries.contains(type);
    }

    static synchronized void countOne() {
        count++;
    }

    /** Calls the handlers, outside of the detector: what they do is the program's. */
    static void handle(Race race) {
        Handler[] all;
        synchronized (RaceLog.class) {
            all = handlers;
        }
        for (Handler handler : all) {
            handler.published.acquire(ShadowThread.current());
            try {
                handler.action.accept(race);
            } catch (Throwable e) {
                StringBuilder text = new StringBuilder("jopher: a handler of races failed: ");
                Output.print(text.append(e).append('\n').toString());
            }
        }
    }

    /** Adds a race between the places {@code a} and {@code b} to the watches that have it not yet. */
    static void collect(Race race, int a, int b) {
        Collector[] all;
        synchronized (RaceLog.class) {
            all = watches;
        }
        for (Collector c : all) {
            c.add(race, Math.min(a, b), Math.max(a, b));
        }
    }

    public static synchronized Races.Registration add(Consumer<? super Race> handler) {
        Handler h = new Handler(handler);
        handlers = Arrays.copyOf(handlers, handlers.length + 1);
        handlers[handlers.length - 1] = h;
        return h;
    }

    private static synchronized void remove(Handler handler) {
        Handler[] left = {};
        for (Handler h : handlers) {
            if (h != handler) {
                left = Arrays.copyOf(left, left.length + 1);
                left[left.length - 1] = h;
            }
        }
        handlers = left;
    }

    public static Races.Watch watch() {
        Collector c = new Collector();
        synchronized (RaceLog.class) {
            watchNumber++;
            watches = Arrays.copyOf(watches, watches.length + 1);
            watches[watches.length - 1] = c;
        }
        return c;
    }

    private static synchronized void remove(Collector collector) {
        Collector[] left = {};
        for (Collector c : watches) {
            if (c != collector) {
                left = Arrays.copyOf(left, left.length + 1);
                left[left.length - 1] = c;
            }
        }
        watches = left;
    }

    /** One registration of a handler. */
    private static final class Handler implements Races.Registration {
        final Consumer<? super Race> action;

        /** What the program did before it registered the handler happens before each call. */
        final SyncClock published = new SyncClock();

        Handler(Consumer<? super Race> action) {
            this.action = action;
            if (isActive()) {
                published.release(ShadowThread.current());
            }
        }

        @Override
        public void close() {
            remove(this);
        }
    }

    /** The races of one watch. */
    private static final class Collector implements Races.Watch {
        private final List<Race> races = new ArrayList<>();
        private final PairTable seen = new PairTable();

        synchronized void add(Race race, int a, int b) {
            if (seen.put(a, b, 1) == 0) {
                races.add(race);
            }
        }

        @Override
        public synchronized List<Race> races() {
            return List.copyOf(races);
        }

        @Override
        public void close() {
            remove(this);
        }
    }
}

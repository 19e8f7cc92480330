package dev.jopher.explore.internal.world;

/**
 * Lets a loop without points end. A thread that loops until another one has changed a plain
 * variable would keep the others from doing so, because it never comes to a point. Transformed code
 * calls {@link #back} wherever it goes back, but in no constructor or class initialiser. After
 * {@value #TURNS} turns without a point the thread gives way, and time passes for it, as when it
 * reads the clock again and again.
 *
 * <p>The number of turns since the last point is the same whenever a schedule is repeated. So such
 * a thread gives way at the same turn.
 */
public final class Loops {
    private static final int TURNS = 10_000;

    /** One for all threads: in a run there is one that runs. */
    private static int left = TURNS;

    private Loops() {}

    /** Runs when the program's code goes back, to the beginning of a loop. */
    public static void back() {
        if (--left < 0) {
            giveWay();
        }
    }

    /** Begins to count anew. */
    static void restart() {
        left = TURNS;
    }

    private static void giveWay() {
        restart();
        World w = World.here();
        if (w != null) {
            w.looped();
        }
    }
}

package dev.jopher.explore.internal.world;

/** What {@code Runtime.exit} and {@code Runtime.halt} call first. */
public final class Exits {
    private Exits() {}

    /**
     * Ends the controlled run, if there is one, in place of the JVM. Then it does not return: as in
     * Go no other statement is executed. A status that is not 0 is a failure.
     */
    public static void exit(int status) {
        World w = World.here();
        if (w == null) {
            return;
        }
        SystemExit e = new SystemExit(status);
        if (status == 0) {
            w.end(Verdict.PASSED, null);
        } else {
            w.end(Verdict.PANIC, e);
        }
        Thread.yield(); // for the last time
        throw e; // it is pinned and cannot give way
    }
}

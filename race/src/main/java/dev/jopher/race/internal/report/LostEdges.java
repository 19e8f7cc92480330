package dev.jopher.race.internal.report;

/**
 * Whether the detector has failed to record a synchronisation, because there was no memory or no
 * stack. From then on two accesses may seem unordered that are ordered, so no race is reported.
 */
public final class LostEdges {
    private static volatile boolean lost;
    private static boolean printed;

    private LostEdges() {}

    /** Records a failure. Needs no memory, and next to no stack. */
    public static void happened() {
        lost = true;
    }

    /** Returns whether reports are to be left out. Says so the first time that one is. */
    static boolean forbidReports() {
        if (!lost) {
            return false;
        }
        printOnce();
        return true;
    }

    private static synchronized void printOnce() {
        if (!printed) {
            printed = true;
            Output.print("jopher: the race detector had no memory or stack for a synchronisation:"
                    + " it reports no more races\n");
        }
    }
}

package dev.jopher.explore.internal.java;

import dev.jopher.explore.internal.world.World;

/** What the program does that no run can control. It takes place for real, and the run names it. */
public final class Outside {
    private Outside() {}

    /** Records such an operation before it takes place: "Socket.connect at Client.java:12". */
    public static void used(String what) {
        World w = World.here();
        if (w != null) {
            w.java.outside(what);
        }
    }
}

package dev.jopher.explore.internal.world;

/** Leaves the code of a thread that cannot give way, after its run is over. */
final class Abandoned extends Error {
    private static final long serialVersionUID = 1;

    Abandoned() {
        super("the controlled run is over", null, false, false);
    }
}

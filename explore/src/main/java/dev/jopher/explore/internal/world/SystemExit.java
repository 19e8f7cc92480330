package dev.jopher.explore.internal.world;

/** The program has called {@code System.exit} with another status than 0. */
public final class SystemExit extends Error {
    private static final long serialVersionUID = 1;

    private final int status;

    SystemExit(int status) {
        super("exit status " + status);
        this.status = status;
    }

    public int status() {
        return status;
    }
}

package dev.jopher.cli;

import java.lang.Runtime.Version;

import org.jspecify.annotations.Nullable;

/** Known bugs of a JDK with virtual threads. */
final class KnownJdkBugs {
    private KnownJdkBugs() {}

    /** Returns one sentence; null if no bug is known. */
    static @Nullable String of(Version version) {
        if (version.feature() != 25 || version.update() >= 4) {
            return null;
        }
        String stuck = version.update() < 3
                ? "a virtual thread can stay parked (JDK-8369227) or blocked (JDK-8373120) for ever"
                : "a virtual thread can stay blocked for ever (JDK-8373120)";
        return stuck + "; update to 25.0.4 or later";
    }
}

package dev.jopher.cli;

import java.lang.Runtime.Version;

import org.jspecify.annotations.Nullable;

/** What is known to be wrong with virtual threads in a JDK. */
final class KnownJdkBugs {
    private KnownJdkBugs() {}

    /** One sentence; null if nothing is known. */
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

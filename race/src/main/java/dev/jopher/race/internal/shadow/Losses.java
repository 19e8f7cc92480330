package dev.jopher.race.internal.shadow;

import dev.jopher.race.internal.clock.ThreadSlots;

/**
 * How often the detector has forgotten something, because memory is bounded, and may miss races.
 */
public final class Losses {
    private Losses() {}

    /** Returns how many threads share the slot of another one, or follow one without an order. */
    public static long slots() {
        return ThreadSlots.inexactSlots();
    }

    /** Returns how often the shadows of arrays were dropped that had not been used recently. */
    public static long arrays() {
        return ShadowTable.dropped();
    }

    /** Returns how many accesses to large arrays were not checked. */
    public static long pages() {
        return PageBudget.skipped();
    }

    /** Returns how often a generation of sets of readers was dropped. */
    public static long readers() {
        return ReadSets.dropped();
    }
}

package dev.jopher.explore.internal.world;

/**
 * With which other operations at the same object one can change places, and the run stays the same.
 */
public enum Commutes {
    /** With all: it concerns its thread alone. */
    ALL,
    /** With none. */
    NONE,
    /** With other reads. */
    READS,
    /** With others that begin or end reading under a lock. */
    READ_LOCKS,
    /** With others that count up. */
    ADDS,
    /** With others that count down. */
    DONES,
    /** Of all channels together: with other operations, but not with a select. */
    CHANNEL_OPS
}

/**
 * Atomics and maps that order nothing in the eyes of the detector. The agent puts them in the place
 * of those of java.util.concurrent in Jopher's own classes. Jopher counts goroutines and hands out
 * numbers with them. These are no part of the Go memory model, and orders that they make would hide
 * races: each goroutine would be ordered after all that were started before.
 */
@NullMarked
package dev.jopher.race.internal.raw;

import org.jspecify.annotations.NullMarked;

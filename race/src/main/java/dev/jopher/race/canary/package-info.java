/**
 * Programs of a few lines, of which the agent knows what the detector must say. At the start of
 * each JVM they go through the same transformer as the program's classes.
 */
@NullMarked
package dev.jopher.race.canary;

import org.jspecify.annotations.NullMarked;

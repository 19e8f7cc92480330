/** One controlled run: its threads, its points, its time. */
@org.jspecify.annotations.NullMarked
package dev.jopher.explore.internal.world;

/** What a run has done: recorded, written down, repeated, shortened. */
@org.jspecify.annotations.NullMarked
package dev.jopher.explore.internal.replay;

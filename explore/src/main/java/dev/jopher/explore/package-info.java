/** Runs a program under many schedules, finds one that fails, and repeats it. */
@org.jspecify.annotations.NullMarked
package dev.jopher.explore;

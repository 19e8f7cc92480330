/** What transformed code calls in place of Java's own threads, monitors, clocks and chance. */
@org.jspecify.annotations.NullMarked
package dev.jopher.explore.internal.java;

/** Locks, groups and limits, as in Go's {@code sync} and {@code golang.org/x}. */
package dev.jopher.sync;

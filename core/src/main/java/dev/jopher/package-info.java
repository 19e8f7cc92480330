/** The language: goroutines, channels, select, contexts and timers. */
package dev.jopher;

/** Recordings for tests, of programs that a simulation runs. */
package dev.jopher.trace.sample;

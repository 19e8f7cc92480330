/**
 * The reading half of traces. Rooms, from the bottom up: {@code model}, a recording in memory;
 * {@code file}, the reader that fills it; {@code analysis}, what can be said about a recording;
 * {@code page} and {@code perfetto}, which write it for a browser and for Perfetto.
 *
 * <p>Nothing here needs the library: a recording can be read on another machine.
 */
package dev.jopher.trace;

/**
 * Writes a recording for Perfetto (ui.perfetto.dev): the format TrackEvent, a protocol buffer. A
 * track for each goroutine, in a track for each creation line; slices for its spans, and flows from
 * wakers to what they woke.
 */
package dev.jopher.trace.perfetto;

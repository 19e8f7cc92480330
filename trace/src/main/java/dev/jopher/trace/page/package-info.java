/**
 * Writes the page of a recording: one HTML file without any other. The page's own scripts are the
 * resources {@code *.js} of this package, each one idea; {@code lib} has uPlot, which draws the
 * two charts over time. The timeline is drawn by {@code draw.js}.
 *
 * <p>The numbers of the recording are in the page as one packed column of bytes
 * ({@link dev.jopher.trace.page.PackedRecording}, read by {@code data.js}), all words and tables as
 * JSON ({@link dev.jopher.trace.page.PageMeta}).
 */
package dev.jopher.trace.page;

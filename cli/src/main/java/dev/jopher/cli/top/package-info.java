/**
 * {@code jopher top}: what a program answers ({@link dev.jopher.cli.top.Snapshot}), what is made of
 * it ({@link dev.jopher.cli.top.View}, {@link dev.jopher.cli.top.Screen}), and where that is shown:
 * on a terminal ({@link dev.jopher.cli.top.LiveView}) or as text.
 */
@NullMarked
package dev.jopher.cli.top;

import org.jspecify.annotations.NullMarked;

/**
 * The command's Java side: reads the command line, compiles a program in memory and runs it as
 * goroutine 1. The script {@code jopher} at the root of the repository finds the JDK and starts
 * {@link dev.jopher.cli.Main}.
 */
@NullMarked
package dev.jopher.cli;

import org.jspecify.annotations.NullMarked;

/** Reads a trace file, whose format {@code docs/trace-format.md} describes. */
package dev.jopher.trace.file;

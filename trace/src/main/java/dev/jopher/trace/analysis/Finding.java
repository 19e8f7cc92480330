package dev.jopher.trace.analysis;

/**
 * Something that a user can act on. Only what follows from the recording is one.
 *
 * @param text what is so, with its numbers
 * @param object the object that it is about, or -1
 */
public record Finding(String text, int object) {}

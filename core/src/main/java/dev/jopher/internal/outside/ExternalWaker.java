package dev.jopher.internal.outside;

/**
 * What is no goroutine and may wake one.
 *
 * @param description for a report: which thread, or what else
 * @param passive whether it does nothing until somebody outside of this process, or another thread, makes it: then one may
 *        wait for it for ever, and is told so in the end
 */
public record ExternalWaker(String description, boolean passive) {}

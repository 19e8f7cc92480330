package dev.jopher.internal.outside;

/**
 * A thread or callback that is not a goroutine and may wake one.
 *
 * @param description for a report: which thread, or what else
 * @param passive whether it does nothing until another process or another thread makes it act. A
 *         program may wait for it forever, and a report then says so
 */
public record ExternalWaker(String description, boolean passive) {}

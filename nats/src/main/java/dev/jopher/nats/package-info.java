/**
 * Channels between machines: a NATS server keeps the values, goroutines of any number of processes
 * send and receive them. Begin with {@link dev.jopher.nats.RemoteChannel}.
 */
@NullMarked
package dev.jopher.nats;

import org.jspecify.annotations.NullMarked;

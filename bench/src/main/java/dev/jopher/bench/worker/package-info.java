/**
 * What the workers of all runtimes on the JVM share: the protocol, the clock, the measuring loop.
 */
package dev.jopher.bench.worker;

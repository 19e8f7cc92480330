/** The rows in the JDK: virtual threads, its queues and its locks. */
package dev.jopher.bench.jdk;

/** The rows in Jox: its channels on the JDK's virtual threads. */
package dev.jopher.bench.jox;

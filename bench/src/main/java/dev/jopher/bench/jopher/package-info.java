/** The rows in Jopher, through its public API alone. */
package dev.jopher.bench.jopher;

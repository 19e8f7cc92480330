/** The process that loads servers: requests at a fixed rate, or as fast as they are answered. */
package dev.jopher.bench.load;

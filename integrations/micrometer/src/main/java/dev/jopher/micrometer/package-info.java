/** Goroutines and their scheduler as meters of Micrometer. */
package dev.jopher.micrometer;

/** Virtual time without exploration: Go's bubbles. */
@org.jspecify.annotations.NullMarked
package dev.jopher.explore.internal.bubble;

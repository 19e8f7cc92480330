/** Rewrites classes so that a controlled run sees what they do. */
@org.jspecify.annotations.NullMarked
package dev.jopher.explore.internal.agent;

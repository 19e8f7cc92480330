/** Whether results of parallel operations fit a sequential order. */
@org.jspecify.annotations.NullMarked
package dev.jopher.explore.internal.linear;

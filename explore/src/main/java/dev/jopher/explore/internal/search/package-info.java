/** Runs a program under one schedule after the other, until one fails. */
@org.jspecify.annotations.NullMarked
package dev.jopher.explore.internal.search;

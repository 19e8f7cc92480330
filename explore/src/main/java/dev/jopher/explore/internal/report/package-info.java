/** What a failing schedule looks like, and its repetition. */
@org.jspecify.annotations.NullMarked
package dev.jopher.explore.internal.report;

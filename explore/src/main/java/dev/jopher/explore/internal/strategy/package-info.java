/** Which thread continues: the strategies. */
@org.jspecify.annotations.NullMarked
package dev.jopher.explore.internal.strategy;

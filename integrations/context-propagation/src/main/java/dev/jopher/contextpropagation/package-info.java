/**
 * What Micrometer's context-propagation knows crosses {@code go} if this artifact is on the class
 * path.
 */
package dev.jopher.contextpropagation;

/**
 * What libraries implement to be called by Jopher: {@link dev.jopher.spi.ContextPropagator}.
 * Programs need nothing of it.
 */
package dev.jopher.spi;

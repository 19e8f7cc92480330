package dev.jopher.internal.goroutine;

/** A function whose goroutine inherits no context of its creator. */
public interface Detached {}

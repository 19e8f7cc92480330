package dev.jopher;

/** The type with one value, for channels that carry a signal and nothing else (Go's {@code struct{}}). */
public enum Unit {
    /** The value. */
    UNIT
}

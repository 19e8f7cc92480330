package dev.jopher.runtime;

/** Keeps the package from being empty. */
final class Placeholder {
}

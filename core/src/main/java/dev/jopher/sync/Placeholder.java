package dev.jopher.sync;

/** Keeps the package from being empty. */
final class Placeholder {
}

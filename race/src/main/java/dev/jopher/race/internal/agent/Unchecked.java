package dev.jopher.race.internal.agent;

/** The classes and methods that could not be transformed. Named, for a race in them is not seen. */
final class Unchecked {
    private Unchecked() {}

    static void report(String what, Throwable why) {
        System.err.println("jopher: not checked for races: " + what.replace('/', '.') + ": " + why);
    }
}

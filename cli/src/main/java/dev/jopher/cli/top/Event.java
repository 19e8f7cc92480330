package dev.jopher.cli.top;

/** What the view reacts to. */
sealed interface Event {
    /** The user has pressed a key. */
    record Pressed(Key key) implements Event {}

    /** The program has answered. */
    record Answered(Watch.Seen seen) implements Event {}

    /** The program has ended, or no longer answers. */
    record Failed(Exception why) implements Event {}

    /** The window has another size. */
    record Resized() implements Event {}
}

package dev.jopher.cli.top;

import java.io.InputStream;
import java.util.List;

/** A screen and its keys. */
interface Terminal extends AutoCloseable {
    /** A size in characters. */
    record Size(int width, int height) {}

    Size size();

    /** Returns what the keys send. */
    InputStream keys();

    /** Calls {@code action}, on any thread, when the size has changed. */
    void onResize(Runnable action);

    /** Shows these lines, and nothing else. */
    void draw(List<Styled> lines);

    /** Makes the terminal what it was. May be called more than once. */
    @Override
    void close();
}

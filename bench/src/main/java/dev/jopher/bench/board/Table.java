package dev.jopher.bench.board;

import java.util.Locale;

/** Which flags the JVMs get, all of them the same. */
enum Table {
    /** Those that {@code jopher run} gives. */
    RUN("the flags of `jopher run`"),
    /** The JDK's, but for the one that the README recommends to users of the library. */
    DEFAULT("the JDK's default flags");

    final String title;

    Table(String title) {
        this.title = title;
    }

    /** Returns its name in board.json and on the command line. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Table named(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}

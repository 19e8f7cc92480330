package dev.jopher.bench.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What has a price: something that Jopher does in addition to the work of a row. */
enum Priced {
    NOTES("price", "## What it costs that goroutines know where they are\n",
            "Each goroutine notes why it waits, on what and since when, which goroutine created it, and on which line;"
                    + " each lock notes who holds it; and each wait, start and end looks whether a flight recording wants an event."
                    + " Dumps and reports are made of that. Here is Jopher as it is next to"
                    + " Jopher with `-Djopher.whereabouts=false`, which leaves the notes out, both with the flags of"
                    + " `jopher run`",
            "The mark is 1.03."),

    RECORDING("recording", "## What a recording costs\n",
            "Here is `jopher run -trace FILE` next to `jopher run`, in rows that do nothing but what is recorded, and in a server",
            "The goal is 1.3 for the geometric mean of the rows, and 1.05 for the server.");

    /** The name of its member in board.json. */
    final String key;

    /** The line that its section of BOARD.md begins with. */
    final String heading;

    final String what;
    final String mark;

    Priced(String key, String heading, String what, String mark) {
        this.key = key;
        this.heading = heading;
        this.what = what;
        this.mark = mark;
    }

    /** Returns the flags of the process that does it. */
    List<String> with(Setting setting) {
        return this == NOTES ? List.of() : List.of("-Djopher.trace=" + file(setting));
    }

    /** Returns the flags of the process that does not. */
    List<String> without() {
        return this == NOTES ? List.of("-Djopher.whereabouts=false") : List.of();
    }

    /** Deletes what the processes have written. */
    void clean(Setting setting) throws IOException {
        Files.deleteIfExists(file(setting));
    }

    private static Path file(Setting setting) {
        return setting.home().resolve("bench/target/price.trace");
    }
}

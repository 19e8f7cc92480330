package dev.jopher.bench.board;

import java.util.Locale;

/** A runtime without its race detector, or with it. */
enum RaceVariant {
    JOPHER(Contestant.JOPHER, false), JOPHER_RACE(Contestant.JOPHER, true),
    GO(Contestant.GO, false), GO_RACE(Contestant.GO, true);

    final Contestant runtime;
    final boolean isDetecting;

    RaceVariant(Contestant runtime, boolean isDetecting) {
        this.runtime = runtime;
        this.isDetecting = isDetecting;
    }

    static RaceVariant of(Contestant runtime, boolean isDetecting) {
        boolean isGo = runtime == Contestant.GO;
        return isDetecting ? isGo ? GO_RACE : JOPHER_RACE : isGo ? GO : JOPHER;
    }

    /** Returns its name for the reader. */
    String title() {
        return runtime.title + (isDetecting ? " with -race" : "");
    }

    /** Returns its name in board.json, and that of its log. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}

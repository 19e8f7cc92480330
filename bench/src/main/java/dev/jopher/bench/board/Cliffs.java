package dev.jopher.bench.board;

import static dev.jopher.bench.board.Contestant.*;

import java.util.List;

/** The rows in which something grows, or the process is cold; what each of them may take. */
final class Cliffs {
    private static final String LEAKS = "-Djopher.channels=true";
    private static final String NOT_ASKED = "is not asked where it is about cliffs";
    private static final String NO_INITIALISERS = "has no classes that are initialised";
    private static final String QUADRATIC =
            "walks up the whole chain for each deadline: 100,000 take over a minute";

    // @formatter:off
    static final List<Cliff> ALL = List.of(
        row("TokenHandOver",       "200,000 goroutines pass one token on").timesGo(3),
        row("BigSelect",           "a select of 65,535 channels in random order").timesGo(3),
        row("CloseMillion",        "a close that wakes 1,000,000 goroutines, until all have ended").timesGo(3),
        row("TimersHeldUp",        "the longest sleep of 1 ms while a deadline starts 300,000 functions").timesGo(3),
        own("ClassInitialisation", "500 goroutines reach a class that takes 300 ms to be initialised").atMostMillis(400),
        own("ClassInitialisationFed", "500 reach one whose initialiser waits 50 ms for another goroutine").atMostMillis(400),
        row("ManyChannels",        "100 goroutines, 5,000 rounds each on a channel of its own").timesGo(3),
        row("ManyChannelsLeaks",   "the same with -leaks").with(LEAKS).times("ManyChannels", 1.5),
        row("ShortLived1M",        "1,000,000 goroutines, 1,000 at a time").timesGo(3),
        row("ShortLived1MLeaks",   "the same with -leaks").with(LEAKS).timesGo(3),
        row("NestedContexts100k",  "make and cancel a chain of 100,000 contexts").timesGo(3),
        row("NestedContexts200k",  "the same, 200,000").times("NestedContexts100k", 2.2),
        chain("NestedTimeouts100k", "the same, 100,000 contexts with a timeout").atMostMillis(3000),
        chain("NestedTimeouts200k", "the same, 200,000").times("NestedTimeouts100k", 2.2),
        jdk("TimeoutBesideBusy",   "a sleep of 300 ms beside four goroutines that compute for 3 s").atMostMillis(400));
    // @formatter:on

    private Cliffs() {}

    static List<Row> rows() {
        return ALL.stream().map(Cliff::row).toList();
    }

    private static Row base(String name, String what) {
        return new Row(name, "cliffs", what).within(100);
    }

    private static Cliff row(String name, String what) {
        return new Cliff(base(name, what).without(NOT_ASKED, KOTLIN, JOX, JDK));
    }

    private static Cliff own(String name, String what) {
        return new Cliff(base(name, what).without(NO_INITIALISERS, GO)
                .without(NOT_ASKED, KOTLIN, JOX, JDK));
    }

    private static Cliff chain(String name, String what) {
        return new Cliff(base(name, what).without(QUADRATIC, GO)
                .without(NOT_ASKED, KOTLIN, JOX, JDK));
    }

    private static Cliff jdk(String name, String what) {
        return new Cliff(base(name, what).without(NOT_ASKED, KOTLIN, JOX));
    }
}

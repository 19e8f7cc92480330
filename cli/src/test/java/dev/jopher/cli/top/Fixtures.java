package dev.jopher.cli.top;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program with three places, as it would answer. */
final class Fixtures {
    static final Watched SERVER = new Watched(4711, "jopher run Server.java");

    private Fixtures() {}

    /** The lines of an answer; words that begin with a space are fields. */
    static Snapshot answer(String... lines) {
        return Snapshot.of(Stream.of(lines).map(l -> l.replace("; ", "\t")).toList());
    }

    static final List<String> COUNTERS = List.of(
            "jopher; version=1; scheduler=jopher; nanos=2000000000",
            "goroutines; number=1012; created=5000; timers=3; leaks=0; deadlocks=0",
            "processors; number=2; idle=1; detached=0; threads=3; global=5; queues=12,3"
                    + "; switches=40000; steals=20; handovers=4");

    static final List<String> GROUPS = List.of(
            "pass; counted=1012; stacks=1012; others=0; nanos=9000000",
            "group; count=998; state=chan receive; ids=18,19,20; least=12000; most=195000"
                    + "; on=chan 0/0 0x1b2c3d; several=1; labels={path: /a}; madeBy=Server.accept; madeAt=Server.java:14",
            "frame; function=Server.handle; at=Server.java:40; user=1",
            "frame; function=Server.accept.func1; at=Server.java:14; user=1",
            "group; count=9; state=runnable; ids=1016; madeBy=Server.accept; madeAt=Server.java:14",
            "frame; function=Server.parse; at=Server.java:52; user=1",
            "group; count=4; state=chan send; ids=4,5,6,7; least=300; most=850"
                    + "; on=chan 100/100 0x4d5e6f; madeBy=Log.start; madeAt=Log.java:7",
            "frame; function=Log.write; at=Log.java:21; user=1",
            "group; count=1; state=running; ids=1; main=1",
            "frame; function=Server.main; at=Server.java:9; user=1",
            "channel; id=0x4d5e6f; length=100; capacity=100; senders=4; receivers=0"
                    + "; sentAt=Log.java:21; receivedAt=; made=",
            "channel; id=0x7a7b7c; length=3; capacity=10; senders=0; receivers=0"
                    + "; sentAt=; receivedAt=Server.java:52; made=",
            "channel; id=0x1b2c3d; length=0; capacity=0; senders=0; receivers=998"
                    + "; sentAt=; receivedAt=Server.java:40; made=");

    static Snapshot snapshot() {
        List<String> lines = new ArrayList<>(COUNTERS);
        lines.addAll(GROUPS);
        return answer(lines.toArray(new String[0]));
    }

    static Header.Moment moment(Snapshot s) {
        Duration second = Duration.ofSeconds(1);
        return new Header.Moment(SERVER, s, new Rates(1204, 120_345, 12, 0, 143),
                "12:31:07", 7_500_000,
                second, second, "");
    }

    /** The lines of a screen without blanks at their ends. */
    static List<String> lines(List<Styled> screen) {
        return screen.stream().map(l -> l.text().stripTrailing()).toList();
    }
}

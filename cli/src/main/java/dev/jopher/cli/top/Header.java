package dev.jopher.cli.top;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The lines above the tables: the program, its goroutines, its processors. */
final class Header {
    private static final long MILLI_NANOS = 1_000_000;

    /** Processors whose queues are listed; of more, the longest queue is shown. */
    private static final int MOST_QUEUES = 16;

    private Header() {}

    static List<Styled> of(Moment m, int width) {
        List<Styled> lines = new ArrayList<>();
        lines.addAll(Styled.all(Words.wrapped(program(m), width), Styled.Style.BOLD));
        lines.addAll(Styled.all(Words.wrapped(goroutines(m), width), Styled.Style.PLAIN));
        lines.addAll(Styled.all(Words.wrapped(processors(m), width), Styled.Style.PLAIN));
        List<String> remarks = remarks(m);
        if (!remarks.isEmpty()) {
            lines.addAll(Styled.all(Words.wrapped(remarks, width), Styled.Style.DIM));
        }
        return lines;
    }

    private static List<String> program(Moment m) {
        List<String> facts = new ArrayList<>();
        facts.add("jopher top " + m.watched().pid());
        facts.add(m.clock());
        facts.add(m.watched().program());
        if (m.upMillis() >= 0) {
            facts.add("up " + Words.time(m.upMillis()));
        }
        if (m.rates().percent() >= 0) {
            facts.add("cpu " + m.rates().percent() + "%");
        }
        if (!m.trouble().isEmpty()) {
            facts.add(m.trouble());
        }
        return facts;
    }

    private static List<String> goroutines(Moment m) {
        Snapshot s = m.snapshot();
        List<String> facts = new ArrayList<>();
        facts.add("goroutines " + Words.number(s.goroutines().number()));
        facts.add("run " + Words.number(s.count(Part.Kind.RUNS)));
        facts.add("ready " + Words.number(s.count(Part.Kind.IS_READY)));
        facts.add("wait " + Words.number(s.count(Part.Kind.WAITS)));
        facts.add("created " + Words.number(m.rates().created()) + "/s");
        facts.add("timers " + Words.number(s.goroutines().timers()));
        if (s.goroutines().leaks() > 0) {
            facts.add("leaks " + Words.number(s.goroutines().leaks()));
        }
        if (s.goroutines().deadlocks() > 0) {
            facts.add("deadlocks " + Words.number(s.goroutines().deadlocks()));
        }
        return facts;
    }

    private static List<String> processors(Moment m) {
        Snapshot.Processors p = m.snapshot().processors();
        List<String> facts = new ArrayList<>();
        facts.add("processors " + p.number());
        if (!p.areCounted()) {
            facts.add("on the JDK's scheduler, which counts no switches and shows no queues");
            return facts;
        }
        facts.add("idle " + p.idle());
        if (p.detached() > 0) {
            facts.add("without a slot " + p.detached());
        }
        facts.add("switches " + Words.number(m.rates().switches()) + "/s");
        facts.add("steals " + Words.number(m.rates().steals()) + "/s");
        facts.add("hand-overs " + Words.number(m.rates().handOvers()) + "/s");
        facts.add(queues(p));
        return facts;
    }

    /** Returns the number of runnable goroutines by processor. */
    private static String queues(Snapshot.Processors p) {
        List<Long> all = p.queues();
        String each = all.size() > MOST_QUEUES
                ? "at most " + all.stream().mapToLong(Long::longValue).max().orElse(0)
                : String.join(" ", IntStream.range(0, all.size())
                        .mapToObj(i -> Long.toString(all.get(i))).toList());
        return "run queues " + each + ", global " + p.global();
    }

    private static List<String> remarks(Moment m) {
        Snapshot s = m.snapshot();
        List<String> facts = new ArrayList<>();
        if (s.isSampled()) {
            facts.add("counts by place are estimated from " + Words.number(s.pass().stacks())
                    + " stacks");
        }
        if (s.goroutines().number() - s.pass().counted() > s.goroutines().number() / 10
                && s.pass().counted() > 0) {
            facts.add("only " + Words.number(s.pass().counted()) + " could be counted");
        }
        if (m.step().compareTo(m.interval().multipliedBy(2)) > 0) {
            facts.add("every " + Words.seconds(m.step()) + ", because a snapshot takes "
                    + s.pass().nanos() / MILLI_NANOS + "ms");
        }
        return facts;
    }

    /**
     * What is known at one moment.
     *
     * @param clock the time of day
     * @param upMillis how long the program runs; -1 if that is not known
     * @param interval what the user asked for
     * @param step what it is, so that the program is not slowed down
     * @param trouble why nothing new is shown; empty if something is
     */
    record Moment(Watched watched, Snapshot snapshot, Rates rates, String clock, long upMillis,
            Duration interval, Duration step, String trouble) {}
}

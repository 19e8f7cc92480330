package dev.jopher.cli.top;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a program has answered.
 *
 * @param scheduler which one runs its goroutines
 * @param nanos the program's clock
 * @param parts empty if only the counters were asked for
 */
record Snapshot(String scheduler, long nanos, Goroutines goroutines, Processors processors,
        Pass pass, List<Part> parts, List<Fill> channels, boolean isPartial) {

    /** How the last line of an answer begins. */
    static final String END = "end";

    private static final int VERSION = 1;

    /** Numbers of goroutines. */
    record Goroutines(long number, long created, long timers, long leaks, long deadlocks) {
        static Goroutines of(Line line) {
            return new Goroutines(line.number("number"), line.number("created"),
                    line.number("timers"), line.number("leaks"), line.number("deadlocks"));
        }
    }

    /**
     * Numbers of the scheduler.
     *
     * @param queues how many goroutines are runnable on each processor; empty on the JDK's
     *        scheduler
     * @param global how many belong to no processor
     */
    record Processors(long number, long idle, long detached, long threads, List<Long> queues,
            long global, long switches, long steals, long handOvers) {
        static Processors of(Line line) {
            List<Long> queues = line.text("queues").isEmpty() ? List.of()
                    : Stream.of(line.text("queues").split(",")).map(Long::valueOf).toList();
            return new Processors(line.number("number"), line.number("idle"),
                    line.number("detached"), line.number("threads"), queues, line.number("global"),
                    line.number("switches"), line.number("steals"), line.number("handovers"));
        }

        /** Returns whether the scheduler counts what it does. The JDK's does not. */
        boolean areCounted() {
            return threads > 0;
        }
    }

    /**
     * How the goroutines were counted.
     *
     * @param counted how many of them
     * @param stacks of how many the stack was read
     * @param others how many are in none of the parts
     * @param nanos how much time of a processor it took in the program
     */
    record Pass(long counted, long stacks, long others, long nanos) {
        static Pass of(Line line) {
            return new Pass(line.number("counted"), line.number("stacks"), line.number("others"),
                    line.number("nanos"));
        }
    }

    /** @throws IllegalArgumentException if this command does not understand the answer */
    static Snapshot of(List<String> answer) {
        Line none = Line.of("");
        Line head = none;
        Line goroutines = none;
        Line processors = none;
        Line pass = none;
        boolean partial = false;
        List<Part> parts = new ArrayList<>();
        List<Fill> channels = new ArrayList<>();
        for (String text : answer) {
            Line line = Line.of(text);
            switch (line.kind()) {
                case "jopher" -> head = line;
                case "goroutines" -> goroutines = line;
                case "processors" -> processors = line;
                case "pass" -> pass = line;
                case "partial" -> partial = true;
                case "group" -> parts.add(Part.of(line));
                case "frame" -> parts.getLast().frames().add(Part.Frame.of(line));
                case "channel" -> channels.add(Fill.of(line));
                default -> {
                    // of a newer library
                }
            }
        }
        if (head.number("version") != VERSION) {
            throw new IllegalArgumentException("the live view of that Jopher has version "
                    + head.text("version") + ", this command knows " + VERSION);
        }
        return new Snapshot(head.text("scheduler"), head.number("nanos"),
                Goroutines.of(goroutines), Processors.of(processors), Pass.of(pass),
                List.copyOf(parts), List.copyOf(channels), partial);
    }

    /** Returns how many goroutines are of that kind. */
    long count(Part.Kind kind) {
        return parts.stream().mapToLong(p -> p.count(kind)).sum();
    }

    /** Returns whether the counts of places are estimates. */
    boolean isSampled() {
        return parts.stream().anyMatch(Part::estimated);
    }
}

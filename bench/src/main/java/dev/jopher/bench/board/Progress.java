package dev.jopher.bench.board;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Says on standard error how far it is, and what has come out. */
final class Progress {
    private final int steps;
    private final long started = System.nanoTime();
    private int done;

    Progress(int steps) {
        this.steps = steps;
    }

    static void missing(Contestant c, String why) {
        System.err.println("without " + c.title + ": " + why);
    }

    void begin(String name) {
        System.err.printf("[%3d/%d, %s left] %s%n", done + 1, steps, left(), name);
    }

    private String left() {
        if (done == 0) {
            return "?";
        }
        long nanos = (System.nanoTime() - started) / done * (steps - done);
        return Math.max(1, Duration.ofNanos(nanos).toMinutes()) + " min";
    }

    void end(List<Result> results) {
        done++;
        results.forEach(Progress::show);
    }

    void end(Price price) {
        done++;
        if (price.isKnown()) {
            System.err.printf("        %s: %s with, %s without, %.3f (%.3f to %.3f)%n",
                    price.row().name(), Figure.of(Statistics.median(price.with()), "ns"),
                    Figure.of(Statistics.median(price.without()), "ns"), price.ratio(),
                    price.interval().low(), price.interval().high());
        }
    }

    void end(RaceCost cost) {
        done++;
        System.err.println(RaceSection.progress(cost));
    }

    void end(ServerResult result) {
        done++;
        System.err.println(ServerSection.progress(result));
    }

    void endLimits(List<Limit> limits) {
        done++;
        limits.forEach(l -> System.err.printf("        %s: %.3g, %.3g at worst%n", l.name(),
                l.median(), l.worst()));
    }

    void endCliff(Result result) {
        done++;
        System.err.println(CliffSection.line(result));
    }

    private static void show(Result result) {
        Map<Contestant, Double> ratios = result.ratios();
        var line = new StringJoiner("  ", "        " + result.row().name() + ":  ", "");
        for (Contestant c : Contestant.values()) {
            if (result.has(c)) {
                line.add(c.title + " " + Figure.of(result.median(c), result.unit())
                        + (ratios.containsKey(c) ? " (" + Figure.ratio(ratios.get(c)) + ")" : ""));
            } else if (!result.row().absent().containsKey(c) && result.notes().containsKey(c)) {
                line.add(c.title + ": " + result.notes().get(c));
            }
        }
        System.err.println(line);
    }
}

package dev.jopher.explore.internal.strategy;

import java.util.List;

import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.world.Strategy;

/** The strategies by name. */
public final class Strategies {
    /** The names for users. */
    public static final List<String> NAMES = List.of(Options.MIXED, RandomWalk.NAME, "pct2", "pct3",
            "pct5", Pos.NAME, Surw.NAME, RoundRobin.NAME, Sticky.NAME, Exhaustive.NAME);

    private Strategies() {}

    /**
     * Returns the strategy of a spec: a name, or what {@link Strategy#spec} has returned.
     * @throws IllegalArgumentException if there is none
     */
    public static Strategy of(String spec) {
        if (spec.startsWith(WithoutCreation.PREFIX)) {
            return new WithoutCreation(of(spec.substring(WithoutCreation.PREFIX.length())));
        }
        if (spec.startsWith(FairAfter.PREFIX)) {
            return new FairAfter(number(spec, FairAfter.PREFIX), of(rest(spec)));
        }
        if (spec.startsWith(Bounded.PREFIX)) {
            return new Bounded(number(spec, Bounded.PREFIX), of(rest(spec)));
        }
        if (spec.startsWith(Choices.PREFIX)) {
            return new Choices(spec.substring(Choices.PREFIX.length()));
        }
        if (spec.startsWith(Surw.NAME)) {
            return Surw.of(spec);
        }
        if (spec.startsWith(Pct.NAME)) {
            return pct(spec);
        }
        return switch (spec) {
            case RandomWalk.NAME -> new RandomWalk();
            case Pos.NAME -> new Pos();
            case RoundRobin.NAME -> new RoundRobin();
            case Sticky.NAME -> new Sticky();
            default -> throw unknown(spec);
        };
    }

    private static IllegalArgumentException unknown(String spec) {
        return new IllegalArgumentException(
                "no strategy " + spec + "; there are " + String.join(", ", NAMES));
    }

    private static int number(String spec, String prefix) {
        int plus = spec.indexOf('+');
        return parse(spec, spec.substring(prefix.length(), plus < 0 ? spec.length() : plus));
    }

    private static String rest(String spec) {
        return spec.substring(spec.indexOf('+') + 1);
    }

    private static Strategy pct(String spec) {
        int colon = spec.indexOf(':');
        String depth = spec.substring(Pct.NAME.length(), colon < 0 ? spec.length() : colon);
        return new Pct(parse(spec, depth),
                colon < 0 ? 0 : parse(spec, spec.substring(colon + 1)));
    }

    private static int parse(String spec, String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw unknown(spec);
        }
    }

    /**
     * Returns the plan of a name.
     * @param preemptions the bound; {@link Options#UNBOUNDED} for none
     * @throws IllegalArgumentException if there is none
     */
    public static Plan plan(String name, long seed, int preemptions) {
        if (name.equals(Options.MIXED)) {
            return new Portfolio(seed, preemptions);
        }
        if (name.equals(Exhaustive.NAME)) {
            return new Exhaustive(preemptions);
        }
        Strategy one = bounded(of(name), preemptions);
        return n -> one;
    }

    static Strategy bounded(Strategy s, int preemptions) {
        return preemptions == Options.UNBOUNDED ? s : new Bounded(preemptions, s);
    }
}

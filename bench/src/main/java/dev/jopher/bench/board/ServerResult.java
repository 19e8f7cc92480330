package dev.jopher.bench.board;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

import dev.jopher.bench.board.ServerLoad.Rate;

/** What all have shown at a {@link ServerRow}. */
final class ServerResult {
    private final ServerRow row;
    private final Map<Contestant, Map<Rate, List<ServerLoad>>> loads =
            new EnumMap<>(Contestant.class);
    private final Map<Contestant, String> notes = new EnumMap<>(Contestant.class);

    ServerResult(ServerRow row) {
        this.row = row;
    }

    ServerRow row() {
        return row;
    }

    void add(Contestant c, Rate rate, ServerLoad load) {
        loads.computeIfAbsent(c, _ -> new EnumMap<>(Rate.class))
                .computeIfAbsent(rate, _ -> new ArrayList<>()).add(load);
    }

    /** Records that this one has no figure. */
    void fail(Contestant c, String why) {
        loads.remove(c);
        notes.put(c, why);
    }

    Map<Contestant, String> notes() {
        return notes;
    }

    boolean has(Contestant c, Rate rate) {
        return loads.getOrDefault(c, Map.of()).containsKey(rate);
    }

    private List<Double> figures(Contestant c, Rate rate, ToDoubleFunction<ServerLoad> what) {
        List<ServerLoad> those = Objects.requireNonNull(loads.get(c)).getOrDefault(rate, List.of());
        return those.stream().mapToDouble(what).boxed().toList();
    }

    double median(Contestant c, Rate rate, ToDoubleFunction<ServerLoad> what) {
        return Statistics.median(figures(c, rate, what));
    }

    /** Returns Jopher's figure by that of {@code c}, if both have one. */
    OptionalDouble ratio(Contestant c, Rate rate, ToDoubleFunction<ServerLoad> what) {
        return has(Contestant.JOPHER, rate) && has(c, rate)
                ? OptionalDouble.of(Statistics.ratio(figures(Contestant.JOPHER, rate, what),
                        figures(c, rate, what)))
                : OptionalDouble.empty();
    }

    /** Returns how many requests per second the slowest has answered. */
    double slowest() {
        return loads.keySet().stream()
                .mapToDouble(c -> median(c, Rate.ALL, ServerLoad::throughput)).min().orElse(0);
    }
}

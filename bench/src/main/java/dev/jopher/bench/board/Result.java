package dev.jopher.bench.board;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came out for a row: the rounds of each runtime, in the order in which they were measured.
 *
 * @param unit "ns", or "bytes"
 * @param notes who has no figure, and why
 */
record Result(Row row, int procs, Table table, String unit, Map<Contestant, List<Double>> rounds,
        Map<Contestant, String> notes) implements Figures<Contestant> {
    Result(Row row, int procs, Table table, String unit) {
        this(row, procs, table, unit, new EnumMap<>(Contestant.class),
                new EnumMap<>(Contestant.class));
        notes.putAll(row.absent());
    }

    @Override
    public void add(Contestant c, double figure) {
        rounds.computeIfAbsent(c, _ -> new ArrayList<>()).add(figure);
    }

    @Override
    public void fail(Contestant c, String why) {
        rounds.remove(c);
        notes.put(c, why);
    }

    boolean has(Contestant c) {
        return rounds.containsKey(c);
    }

    double median(Contestant c) {
        return Statistics.median(rounds.getOrDefault(c, List.of()));
    }

    double spread(Contestant c) {
        return Statistics.spread(rounds.getOrDefault(c, List.of()));
    }

    /** Returns Jopher's figure by that of each other: less than 1 is better, in every unit. */
    Map<Contestant, Double> ratios() {
        var ratios = new EnumMap<Contestant, Double>(Contestant.class);
        List<Double> ours = rounds.get(Contestant.JOPHER);
        if (ours != null) {
            rounds.forEach((c, theirs) -> {
                if (c != Contestant.JOPHER) {
                    ratios.put(c, Statistics.ratio(ours, theirs));
                }
            });
        }
        return ratios;
    }
}

package dev.jopher.bench.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a row takes with the race detector and without: {@link RaceStep}.
 *
 * @param nanos the rounds of each variant
 * @param peaks the most memory that each had, in bytes
 * @param computed what each computed, if the row computes something
 * @param notes which variant has no figure, and why
 */
record RaceCost(Row row, Map<RaceVariant, List<Double>> nanos, Map<RaceVariant, Double> peaks,
        Map<RaceVariant, String> computed, Map<RaceVariant, String> notes)
        implements
            Figures<RaceVariant> {
    /** Libraries may round the last digits of a logarithm in another way. */
    private static final double SAME = 1e-9;

    RaceCost(Row row) {
        this(row, new EnumMap<>(RaceVariant.class), new EnumMap<>(RaceVariant.class),
                new EnumMap<>(RaceVariant.class), new EnumMap<>(RaceVariant.class));
    }

    @Override
    public void add(RaceVariant v, double figure) {
        nanos.computeIfAbsent(v, _ -> new ArrayList<>()).add(figure);
    }

    @Override
    public void fail(RaceVariant v, String why) {
        nanos.remove(v);
        peaks.remove(v);
        notes.put(v, why);
    }

    /** Compares what this one computed with what the others did. */
    @Override
    public void check(RaceVariant v, String result) throws WorkerException {
        for (var e : computed.entrySet()) {
            if (!isSame(e.getValue(), result)) {
                throw new WorkerException("computes " + result + ", and " + e.getKey().title()
                        + " " + e.getValue(), null);
            }
        }
        if (!result.isEmpty()) {
            computed.put(v, result);
        }
    }

    private static boolean isSame(String one, String other) {
        if (one.equals(other) || one.isEmpty() || other.isEmpty()) {
            return one.equals(other);
        }
        double x = Double.parseDouble(one);
        double y = Double.parseDouble(other);
        return Math.abs(x - y) <= SAME * Math.abs(x);
    }

    @Override
    public void end(RaceVariant v, WorkerProcess worker) throws IOException {
        peaks.put(v, (double) worker.peakBytes());
    }

    boolean has(RaceVariant v) {
        return nanos.containsKey(v);
    }

    double median(RaceVariant v) {
        return Statistics.median(nanos.getOrDefault(v, List.of()));
    }

    /** Returns the time with the detector by that without. */
    Optional<Double> slowDown(Contestant runtime) {
        List<Double> with = nanos.get(RaceVariant.of(runtime, true));
        List<Double> without = nanos.get(RaceVariant.of(runtime, false));
        return with == null || without == null ? Optional.empty()
                : Optional.of(Statistics.ratio(with, without));
    }

    /** Returns the memory with the detector by that without. */
    Optional<Double> memory(Contestant runtime) {
        Double with = peaks.get(RaceVariant.of(runtime, true));
        Double without = peaks.get(RaceVariant.of(runtime, false));
        return with == null || without == null ? Optional.empty() : Optional.of(with / without);
    }

    /** Returns our slow-down by Go's. */
    Optional<Double> againstGo() {
        return slowDown(Contestant.JOPHER)
                .flatMap(ours -> slowDown(Contestant.GO).map(theirs -> ours / theirs));
    }
}

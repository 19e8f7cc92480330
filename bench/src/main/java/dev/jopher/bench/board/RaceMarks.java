package dev.jopher.bench.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the race detector may cost. */
final class RaceMarks {
    private RaceMarks() {}

    /** Returns the marks of which something is known. */
    static List<Limit> of(List<RaceCost> costs, List<RaceLife> lives) {
        var mean = Limit.atMost("RaceMean", 5, "slow-down, geometric mean of all rows");
        var row = Limit.atMost("RaceRow", 10, "slow-down of a row");
        var go = Limit.atMost("RaceAgainstGo", 1,
                "slow-down by that of Go, of a row about goroutines");
        var memory = Limit.atMost("RaceMemory", 4, "most memory with the detector by that without");
        var live = Limit.atMost("RaceLive", 2048, String.format(
                "bytes more for each of %,d goroutines that live", RaceLife.LIVE));
        var ended = Limit.atMost("RaceEnded", 1,
                "bytes that stay of each of millions of goroutines that have ended");
        for (RaceCost c : costs) {
            c.slowDown(Contestant.JOPHER).ifPresent(row.measured()::add);
            c.memory(Contestant.JOPHER).ifPresent(memory.measured()::add);
            if (!c.row().group().equals(RaceRows.KERNELS)) {
                c.againstGo().ifPresent(go.measured()::add);
            }
        }
        mean(costs, Contestant.JOPHER).ifPresent(mean.measured()::add);
        lives.stream().filter(l -> l.runtime() == Contestant.JOPHER).forEach(l -> {
            live.measured().addAll(l.live());
            ended.measured().addAll(l.ended());
        });
        var all = new ArrayList<>(List.of(mean, row, go, memory, live, ended));
        all.removeIf(l -> l.measured().isEmpty());
        return all;
    }

    /** Returns the geometric mean of the slow-downs. */
    static Optional<Double> mean(List<RaceCost> costs, Contestant runtime) {
        List<Double> all = costs.stream().flatMap(c -> c.slowDown(runtime).stream()).toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(Statistics.geometricMean(all));
    }
}

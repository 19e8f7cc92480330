package dev.jopher.bench.board;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import dev.jopher.bench.board.ServerLoad.Rate;

/** What has to hold for the servers. */
final class ServerMarks {
    private ServerMarks() {}

    static List<Limit> of(List<ServerResult> results) {
        var all = new ArrayList<Limit>();
        var mean = Limit.atLeast("ServersMean", 1.1,
                "requests per second by virtual threads, the geometric mean");
        var throughputs = new ArrayList<Double>();
        for (ServerResult r : results) {
            OptionalDouble throughput = r.ratio(Contestant.JDK, Rate.ALL, ServerLoad::throughput);
            throughput.ifPresent(throughputs::add);
            add(all, throughput, Limit.atLeast(r.row().name(), 1,
                    r.row().name() + ": requests per second, by virtual threads"));
            add(all, r.ratio(Contestant.JDK, Rate.MUCH, ServerLoad::p99),
                    Limit.atMost(r.row().name() + "P99", r.row().most(),
                            r.row().name() + ": p99 at 80 %, by virtual threads"));
            if (!r.row().kind().equals("busy")) {
                add(all, r.ratio(Contestant.GO, Rate.ALL, ServerLoad::throughput),
                        Limit.atLeast(r.row().name() + "Go", 1,
                                r.row().name() + ": requests per second, by Go"));
            }
        }
        if (!throughputs.isEmpty()) {
            mean.measured().add(Statistics.geometricMean(throughputs));
            all.add(mean);
        }
        return all;
    }

    private static void add(List<Limit> all, OptionalDouble figure, Limit limit) {
        if (figure.isPresent()) {
            limit.measured().add(figure.getAsDouble());
            all.add(limit);
        }
    }
}

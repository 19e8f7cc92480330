package dev.jopher.bench.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Measures one row of Jopher and of Go, with the race detector and without, in turns. A detector
 * that reports a race has failed, because the rows have none.
 *
 * @param load how it is measured, if it is a server
 */
record RaceStep(Row row, @Nullable LoadStep load) {
    static final int PROCS = 2;

    /** Returns all that is wanted. */
    static List<RaceStep> all(Options options) {
        var all = new ArrayList<RaceStep>();
        if (options.wants(Options.Part.RACE)) {
            RaceRows.ALL.forEach(r -> all.add(new RaceStep(r, null)));
            RaceRows.SERVERS.forEach(s -> all.add(new RaceStep(s.time(), s)));
        }
        return all.stream().filter(s -> options.wants(s.row.name())).toList();
    }

    String name() {
        return "price of -race, " + row.name();
    }

    RaceCost take(RaceSetting setting, Options options) throws IOException {
        var cost = new RaceCost(row);
        cost.notes().putAll(setting.missing());
        Set<RaceVariant> present = setting.present();
        setting.clearLogs();
        if (load != null) {
            LoadRounds.measure(load, options, present, setting::start, cost, Figures.unused());
        } else {
            Rounds.measure(options, row, present, setting::start, cost);
        }
        for (RaceVariant v : present) {
            if (setting.hasReported(v)) {
                cost.fail(v, "reports a race");
            }
        }
        return cost;
    }
}

package dev.jopher.bench.board;

import java.util.ArrayList;
import java.util.List;

/** One thing to measure. */
record Step(Row row, int procs, Table table) {
    /** All that is wanted, in the order in which it is measured. */
    static List<Step> all(Options options) {
        var steps = new ArrayList<Step>();
        for (Table table : options.tables()) {
            for (int procs : options.procs()) {
                for (Row row : Rows.ALL) {
                    if (options.wants(row.name())) {
                        steps.add(new Step(row, procs, table));
                    }
                }
            }
        }
        return steps;
    }

    String name() {
        return row.name() + ", " + procs + (procs == 1 ? " processor" : " processors") + ", "
                + table.title.replace("`", "");
    }

    Result take(Setting setting, Options options) {
        return Rounds.measure(setting, options, row, procs, table);
    }
}

package dev.jopher.bench.board;

import java.util.ArrayList;
import java.util.List;

/** One thing to measure, which gives one line of the board or a few. */
interface Step {
    /** Returns its name, as a sign of progress. */
    String name();

    List<Result> take(Setting setting, Options options);

    /** Returns all that is wanted, in the order in which it is measured. */
    static List<Step> all(Options options) {
        var steps = new ArrayList<Step>();
        if (!options.wants(Options.Part.ROWS)) {
            return steps;
        }
        for (Table table : options.tables()) {
            for (int procs : options.procs(table)) {
                for (Row row : Rows.ALL) {
                    if (row.isFor(options, procs, table)) {
                        steps.add(new TimedStep(row, procs, table));
                    }
                }
                steps.addAll(LoadStep.all(options, procs, table));
            }
            steps.addAll(MemoryStep.all(options, table));
        }
        steps.addAll(StartUpStep.all(options));
        return steps;
    }

    static String name(String row, int procs, Table table) {
        return row + ", " + procs + (procs == 1 ? " processor" : " processors") + ", "
                + table.title.replace("`", "");
    }
}

package dev.jopher.bench.board;

import java.util.List;

/** A row that the workers measure themselves. */
record TimedStep(Row row, int procs, Table table) implements Step {
    @Override
    public String name() {
        return Step.name(row.name(), procs, table);
    }

    @Override
    public List<Result> take(Setting setting, Options options) {
        return List.of(Rounds.measure(setting, options, row, procs, table));
    }
}

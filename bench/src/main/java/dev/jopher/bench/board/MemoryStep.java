package dev.jopher.bench.board;

import static dev.jopher.bench.board.Contestant.*;

import java.io.IOException;
import java.util.List;

/**
 * What a goroutine that is blocked in a receive costs in memory: the resident size of a fresh
 * process with so many of them, after a collection, without that of the process before.
 */
record MemoryStep(Row row, int count, int rounds, Table table) implements Step {
    /** It makes no difference here. */
    static final int PROCS = 2;

    private static final String TOO_MANY =
            "is not asked: Go needs more memory than most machines have, and the others are"
                    + " measured at 4,000,000";

    static List<MemoryStep> all(Options options, Table table) {
        int rounds = options.quick() ? 1 : 3;
        var million = new MemoryStep(row("Blocked1M", 1), 1_000_000, rounds, table);
        var four = new MemoryStep(row("Blocked4M", 4), 4_000_000, 1, table);
        var ten = new MemoryStep(row("Blocked10M", 10).without(TOO_MANY, GO, KOTLIN, JOX, JDK),
                10_000_000, 1, table);
        boolean brief = options.quick() || table == Table.DEFAULT;
        var all = brief ? List.of(million) : List.of(million, four, ten);
        return all.stream().filter(s -> options.wants(s.row.name())).toList();
    }

    private static Row row(String name, int millions) {
        return new Row(name, "memory",
                "one of " + millions + ",000,000 goroutines that wait in a receive").within(120);
    }

    @Override
    public String name() {
        return Step.name(row.name(), PROCS, table);
    }

    @Override
    public List<Result> take(Setting setting, Options options) {
        var result = new Result(row, PROCS, table, "bytes");
        for (int round = 0; round < rounds; round++) {
            for (Contestant c : setting.present()) {
                if (!result.notes().containsKey(c)) {
                    measure(setting, c, result);
                }
            }
        }
        return List.of(result);
    }

    private void measure(Setting setting, Contestant c, Result result) {
        try (var worker = setting.start(c, PROCS, table, heap())) {
            result.add(c, bytes(worker));
        } catch (IOException | WorkerException e) {
            result.fail(c, String.valueOf(e.getMessage()));
        }
    }

    /** Measures one goroutine, in a worker that has done nothing yet. */
    double bytes(WorkerProcess worker) throws IOException, WorkerException {
        String unused = worker.ask("rows", row.patience());
        long before = worker.residentBytes();
        unused = worker.ask("block " + count, row.patience());
        return (double) (worker.residentBytes() - before) / count;
    }

    /**
     * Returns enough for the JVM's default of a quarter of the machine not to be what is measured.
     */
    String heap() {
        return "-Xmx" + Math.max(2000, count / 1000 * 3 / 2) + "m";
    }
}

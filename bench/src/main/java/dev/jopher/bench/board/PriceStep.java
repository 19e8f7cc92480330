package dev.jopher.bench.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures one row of Jopher twice: with something that has a price, and without.
 *
 * <p>The difference is smaller than that between two runs of one and the same program: the JIT and
 * the addresses of things make some of them a few percent faster than others, for as long as they
 * live. So it takes many pairs of processes, of few rounds each; within a pair the rounds
 * alternate, and the pair counts with their median.
 */
record PriceStep(Priced what, Row row, int procs, Turn.Maker turns) {
    private static final int PAIRS = 9;
    private static final int ROUNDS = 3;
    private static final long ROUND = 60_000_000;
    private static final long WARM_UP = 400_000_000;

    /** Turns of a server before those that count. */
    private static final int SERVER_WARM_UPS = 2;

    /** A warm worker, each of whose turns gives one figure. */
    interface Turn {
        double next() throws IOException, WorkerException;

        interface Maker {
            Turn warm(WorkerProcess worker) throws IOException, WorkerException;
        }
    }

    /** Where goroutines park, start, lock or end, and where they do as little else as possible. */
    static final List<String> ROWS = List.of("PingPong", "ChanSync", "ChanUncontended",
            "ChanProdCons10", "SelectUncontended", "SelectSyncContended", "CreateGoroutines",
            "CreateGoroutinesParallel", "Gosched", "MutexUncontended", "Mutex", "RWMutexWrite100",
            "WaitGroupAddDone", "Cond2", "SemaphoreContended", "ErrGroup100");

    static List<PriceStep> all(Options options) {
        if (!options.wants(Options.Part.PRICE)) {
            return List.of();
        }
        int procs = options.procs().getFirst();
        Stream<PriceStep> rows = Stream.of(Priced.values()).flatMap(what -> Rows.ALL.stream()
                .filter(r -> ROWS.contains(r.name()) && options.wants(r.name()))
                .map(r -> new PriceStep(what, r, procs, worker -> ofRow(worker, r))));
        Stream<PriceStep> servers = LoadStep.all(options, procs, Table.RUN).stream()
                .filter(s -> s.kind().equals("http"))
                .map(s -> new PriceStep(Priced.RECORDING, s.time(), procs,
                        worker -> ofServer(worker, s)));
        return Stream.concat(rows, servers).toList();
    }

    private static Turn ofRow(WorkerProcess worker, Row row) throws WorkerException {
        var turns = new Turns(worker, row, ROUND);
        turns.warmUp(WARM_UP);
        return turns::next;
    }

    private static Turn ofServer(WorkerProcess worker, LoadStep step)
            throws IOException, WorkerException {
        int port = step.serve(worker);
        for (int i = 0; i < SERVER_WARM_UPS; i++) {
            Load unused = step.load(port, false);
        }
        return () -> step.load(port, false).nanosPerRequest();
    }

    String name() {
        return what.key + ", " + Step.name(row.name(), procs, Table.RUN);
    }

    Price take(Setting setting) {
        var price = new Price(what, row, procs);
        for (int i = 0; i < PAIRS; i++) {
            try {
                pair(setting, price, i % 2 == 0);
            } catch (IOException | WorkerException e) {
                System.err.println("        " + row.name() + ": " + e.getMessage());
            }
        }
        return price;
    }

    private void pair(Setting setting, Price price, boolean withFirst)
            throws IOException, WorkerException {
        try (var with = start(setting, what.with(setting));
                var without = start(setting, what.without())) {
            Turn first = turns.warm(withFirst ? with : without);
            Turn second = turns.warm(withFirst ? without : with);
            var ofFirst = new ArrayList<Double>();
            var ofSecond = new ArrayList<Double>();
            for (int i = 0; i < ROUNDS; i++) {
                ofFirst.add(first.next());
                ofSecond.add(second.next());
            }
            price.with().add(Statistics.median(withFirst ? ofFirst : ofSecond));
            price.without().add(Statistics.median(withFirst ? ofSecond : ofFirst));
        } finally {
            what.clean(setting);
        }
    }

    private WorkerProcess start(Setting setting, List<String> flags) throws IOException {
        return setting.start(Contestant.JOPHER, procs, Table.RUN, flags.toArray(String[]::new));
    }

    /** Describes how it was measured, for the reader of the board. */
    static String how() {
        return PAIRS + " pairs of fresh processes, of " + ROUNDS + " rounds each";
    }
}

package dev.jopher.bench.board;

import static dev.jopher.bench.board.Contestant.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.bench.load.Generator;

/**
 * A server under load over loopback, from one thread of ours that all of them get: each connection
 * sends its next request when the answer to the last one is there. Gives the time per request and
 * the 99th percentile of the answers' times.
 *
 * @param kind what the worker is asked for
 */
record LoadStep(String kind, Row time, Row p99, int connections, int procs, Table table)
        implements
            Step {
    private static final String NO_SOCKETS = "has no sockets of its own";
    private static final String OTHER_SERVER = "has another server";

    static List<LoadStep> all(Options options, int procs, Table table) {
        var all = new ArrayList<LoadStep>();
        all.add(echo("Echo100", 100, procs, table));
        if (!options.quick()) {
            all.add(echo("Echo10k", 10_000, procs, table));
        }
        all.add(http("http", "HttpServer",
                "the JDK's server, Go.executor() against virtual threads",
                procs, table));
        all.add(http("httpdefault", "HttpServerDefault",
                "the JDK's server, Go.executor() against its default", procs, table));
        return all.stream().filter(s -> options.wants(s.time.name())).toList();
    }

    private static LoadStep echo(String name, int connections, int procs, Table table) {
        String what = "a request to an echo server, " + connections + " connections";
        return new LoadStep("echo", row(name, what).without(NO_SOCKETS, KOTLIN, JOX),
                row(name + "P99", "99th percentile of its answers").without(NO_SOCKETS, KOTLIN,
                        JOX),
                connections, procs, table);
    }

    private static LoadStep http(String kind, String name, String what, int procs, Table table) {
        return new LoadStep(kind, row(name, what).without(OTHER_SERVER, GO, KOTLIN, JOX),
                row(name + "P99", "99th percentile of its answers").without(OTHER_SERVER, GO,
                        KOTLIN, JOX),
                100, procs, table);
    }

    private static Row row(String name, String what) {
        return new Row(name, "real", what);
    }

    @Override
    public String name() {
        return Step.name(time.name(), procs, table);
    }

    @Override
    public List<Result> take(Setting setting, Options options) {
        var results = List.of(new Result(time, procs, table, "ns"),
                new Result(p99, procs, table, "ns"));
        var those = new ArrayList<>(setting.present());
        those.removeAll(time.absent().keySet());
        LoadRounds.measure(this, options, those, c -> setting.start(c, procs, table),
                results.getFirst(), results.getLast());
        return results;
    }

    /** Lets {@code worker} run the server, and returns its port. */
    int serve(WorkerProcess worker) throws WorkerException {
        return worker.askForPort(kind, time.patience());
    }

    /** Runs one turn of the server at that port. */
    Load load(int port, boolean quick) throws IOException {
        return Load.run(port, connections, Generator.request(kind), quick ? 500 : 1500);
    }
}

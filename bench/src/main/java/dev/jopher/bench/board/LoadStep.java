package dev.jopher.bench.board;

import static dev.jopher.bench.board.Contestant.*;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.jopher.bench.worker.Servers;

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
    private static final byte[] GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
            .getBytes(StandardCharsets.UTF_8);
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
        var workers = new EnumMap<Contestant, WorkerProcess>(Contestant.class);
        try {
            takeTurns(options, start(setting, workers, results), results);
        } finally {
            workers.values().forEach(WorkerProcess::close);
        }
        return results;
    }

    private Map<Contestant, Integer> start(Setting setting,
            Map<Contestant, WorkerProcess> workers, List<Result> results) {
        var ports = new EnumMap<Contestant, Integer>(Contestant.class);
        for (Contestant c : setting.present()) {
            if (!time.absent().containsKey(c)) {
                try {
                    var worker = setting.start(c, procs, table);
                    workers.put(c, worker);
                    String answer = worker.ask(kind, time.patience());
                    ports.put(c, Integer.valueOf(answer.replace("port ", "")));
                } catch (IOException | WorkerException | NumberFormatException e) {
                    results.forEach(r -> r.fail(c, String.valueOf(e.getMessage())));
                }
            }
        }
        return ports;
    }

    private void takeTurns(Options options, Map<Contestant, Integer> ports,
            List<Result> results) {
        // The first turns of each are for the JIT, its own and ours.
        for (int round = -3; round < options.rounds(); round++) {
            var order = new ArrayList<>(ports.keySet());
            Collections.rotate(order, round);
            for (Contestant c : order) {
                turn(options, c, ports, results, round >= 0);
            }
        }
    }

    private void turn(Options options, Contestant c, Map<Contestant, Integer> ports,
            List<Result> results, boolean counts) {
        try {
            Load load = load(ports.getOrDefault(c, 0), options.quick());
            if (counts) {
                results.getFirst().add(c, load.nanosPerRequest());
                results.getLast().add(c, load.p99());
            }
        } catch (IOException e) {
            ports.remove(c);
            results.forEach(r -> r.fail(c, "did not answer: " + e.getMessage()));
        }
    }

    /** Runs one turn of the server at that port. */
    Load load(int port, boolean quick) throws IOException {
        byte[] request = kind.equals("echo") ? new byte[Servers.MESSAGE] : GET;
        return Load.run(port, connections, request, quick ? 500 : 1500);
    }
}

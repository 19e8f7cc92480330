package dev.jopher.bench.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.jopher.bench.board.ServerLoad.Rate;

/**
 * Measures a {@link ServerRow}: a process for each server, and one that loads them in turns, over
 * loopback. First as fast as they answer; then at parts of what the slowest of them can do.
 */
final class ServerStep {
    static final int PROCS = 2;

    private static final int WARM_UP = 4;
    private static final int PATIENCE = 60;
    private static final String SERVER = "dev.jopher.bench.servers.ServerWorker";
    private static final String GENERATOR = "dev.jopher.bench.load.Generator";

    private final ServerRow row;
    private final Setting setting;
    private final Options options;
    private final ServerResult result;
    private final Map<Contestant, WorkerProcess> servers = new EnumMap<>(Contestant.class);
    private final Map<Contestant, Integer> ports = new EnumMap<>(Contestant.class);
    private final List<WorkerProcess> others = new ArrayList<>();

    private ServerStep(ServerRow row, Setting setting, Options options) {
        this.row = row;
        this.setting = setting;
        this.options = options;
        this.result = new ServerResult(row);
    }

    /** Returns the rows that are wanted. */
    static List<ServerRow> wanted(Options options) {
        boolean wanted = options.wants(Options.Part.SERVERS)
                || options.part() == Options.Part.ROWS && !options.rows().isEmpty();
        return wanted ? ServerRow.ALL.stream().filter(r -> options.wants(r.name())).toList()
                : List.of();
    }

    static ServerResult take(ServerRow row, Setting setting, Options options) throws IOException {
        var step = new ServerStep(row, setting, options);
        try {
            step.startAll();
            step.measure();
        } finally {
            step.servers.values().forEach(WorkerProcess::close);
            step.others.forEach(WorkerProcess::close);
        }
        return step.result;
    }

    private void startAll() throws IOException {
        String request = row.kind();
        if (request.equals("calls")) {
            request += " " + backend();
        }
        for (Contestant c : setting.present()) {
            if (row.those().contains(c)) {
                start(c, request);
            }
        }
    }

    /** Starts the server that the others call: all of them the same one. */
    private int backend() throws IOException {
        WorkerProcess worker = new WorkerProcess(
                setting.serverCommand(Contestant.JDK, PROCS, Table.RUN, SERVER, "virtual"),
                setting.log("backend"));
        others.add(worker);
        try {
            return worker.askForPort("backend", PATIENCE);
        } catch (WorkerException e) {
            throw new IOException(e);
        }
    }

    private void start(Contestant c, String request) throws IOException {
        String what = c == Contestant.JOPHER ? "jopher" : "virtual";
        var worker = new WorkerProcess(setting.serverCommand(c, PROCS, Table.RUN, SERVER, what),
                setting.log("server-" + c.key()));
        servers.put(c, worker);
        try {
            ports.put(c, worker.askForPort(request, PATIENCE));
        } catch (WorkerException e) {
            fail(c, e);
        }
    }

    private void fail(Contestant c, Exception e) {
        ports.remove(c);
        result.fail(c, String.valueOf(e.getMessage()));
    }

    private void measure() throws IOException {
        var generator = new WorkerProcess(
                setting.serverCommand(Contestant.JDK, PROCS, Table.RUN, GENERATOR),
                setting.log("generator"));
        others.add(generator);
        for (int i = 0; i < WARM_UP; i++) {
            round(generator, i, Rate.ALL, 0, false);
        }
        for (Rate rate : Rate.values()) {
            double perSecond = rate == Rate.ALL ? 0 : rate.part * result.slowest();
            for (int i = 0; i < options.rounds(); i++) {
                round(generator, i, rate, perSecond, true);
            }
        }
    }

    private void round(WorkerProcess generator, int round, Rate rate, double perSecond,
            boolean counts) {
        var order = new ArrayList<>(ports.keySet());
        Collections.rotate(order, round);
        for (Contestant c : order) {
            try {
                ServerLoad load = load(generator, c, round, perSecond);
                if (counts) {
                    result.add(c, rate, load);
                }
            } catch (IOException | WorkerException e) {
                fail(c, e);
            }
        }
    }

    private ServerLoad load(WorkerProcess generator, Contestant c, int round, double perSecond)
            throws IOException, WorkerException {
        WorkerProcess server = servers.get(c);
        if (server == null) {
            throw new IOException("no server");
        }
        int millis = options.quick() ? 1500 : 4000;
        long before = server.processorNanos();
        String answer = generator.ask(String.join(" ", "load", ports.getOrDefault(c, 0).toString(),
                row.protocol(), Integer.toString(ServerRow.CONNECTIONS),
                Double.toString(perSecond), Integer.toString(millis), Integer.toString(round)),
                PATIENCE);
        return ServerLoad.of(answer, server.processorNanos() - before);
    }
}

package dev.jopher.bench.worker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * A process that measures one runtime. It lives long, so that it stays warm while the board goes
 * round the runtimes. It reads requests, one a line, and answers each with one line:
 *
 * <pre>
 * rows                  rows NAME...        what it can measure
 * measure NAME NANOS    ns FIGURE N RESULT  one round, of at least so long; what it computed, if
 * it computes something
 * growths               growths NAME...     what it can hold many of
 * grow NAME N           ns FIGURE N         the time for N of them, once
 * block N               blocked             N goroutines wait now
 * used                  used N              bytes of the heap are in use after a collection
 * beside N              beside F F F        how a timer and a pair fare beside N endless loops
 * ({@link Engine#beside})
 * echo                  port N              an echo server listens
 * http, httpdefault     port N              so does the JDK's HTTP server, on this runtime or on
 * its default executor
 * </pre>
 *
 * or "missing" if the runtime does not have it, or "error" with a reason.
 */
public final class Worker {
    private final Engine engine;
    private final int procs;
    private final Map<String, Measurement> measurements = new HashMap<>();

    private Worker(Engine engine, int procs) {
        this.engine = engine;
        this.procs = procs;
    }

    /** Answers what comes on standard input until it ends. */
    public static void serve(Engine engine, int procs) throws IOException {
        Requests.serve(new Worker(engine, procs)::answer);
    }

    private String answer(String[] request) throws Exception {
        return switch (request[0]) {
            case "rows" -> "rows " + String.join(" ", new TreeSet<>(engine.rows().keySet()));
            case "measure" -> measure(request[1], Long.parseLong(request[2]));
            case "growths" ->
                "growths " + String.join(" ", new TreeSet<>(engine.growths().keySet()));
            case "grow" -> grow(request[1], Integer.parseInt(request[2]));
            case "block" -> block(Integer.parseInt(request[1]));
            case "used" -> used();
            case "beside" -> engine.beside(Integer.parseInt(request[1]));
            default -> port(engine.serve(request[0]));
        };
    }

    private String measure(String name, long goal) throws Exception {
        Body body = engine.rows().get(name);
        if (body == null) {
            return "missing";
        }
        var measurement = measurements.computeIfAbsent(name,
                _ -> new Measurement(engine, body, procs));
        Bench b = measurement.measure(goal);
        return "ns " + b.nanos() + " " + b.n()
                + (Double.isNaN(b.result()) ? "" : " " + b.result());
    }

    private String grow(String name, int n) throws Exception {
        Body body = engine.growths().get(name);
        return body == null ? "missing"
                : "ns " + new Measurement(engine, body, procs).run(n).elapsed() + " " + n;
    }

    private String block(int n) throws Exception {
        engine.block(n);
        Thread.sleep(1000);
        System.gc();
        return "blocked";
    }

    private static String used() {
        System.gc();
        return "used " + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static String port(int port) {
        return port == 0 ? "missing" : "port " + port;
    }
}

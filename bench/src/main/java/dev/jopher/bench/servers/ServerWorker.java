package dev.jopher.bench.servers;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

import dev.jopher.Go;
import dev.jopher.bench.worker.Requests;
import dev.jopher.bench.worker.Servers;
import dev.jopher.bench.worker.VirtualThreads;

/**
 * A process with one server. It reads the server's kind from standard input, answers
 * {@code port N}, and ends with its standard input.
 *
 * <p>Arguments: {@code jopher} or {@code virtual}, for what runs the requests, and the number of
 * processors.
 */
public final class ServerWorker {
    private final boolean jopher;

    private ServerWorker(boolean jopher) {
        this.jopher = jopher;
    }

    static void main(String[] args) throws IOException {
        if (args[0].equals("jopher")) {
            Go.maxProcs(Integer.parseInt(args[1]));
        }
        var worker = new ServerWorker(args[0].equals("jopher"));
        Requests.serve(request -> "port " + worker.start(request));
    }

    private int start(String[] request) throws Exception {
        Executor executor = jopher ? Go.executor() : Executors.newVirtualThreadPerTaskExecutor();
        return switch (request[0]) {
            case "echo" -> jopher
                    ? Servers.echo(task -> Go.go(task::run))
                    : Servers.echo(VirtualThreads::start);
            case "http" -> Servers.http(executor);
            case "jetty" -> JettyServer.start(executor);
            case "tomcat" -> TomcatServer.start(executor);
            case "calls" -> Calls.start(executor, Integer.parseInt(request[1]));
            case "busy" -> Busy.start(executor);
            case "backend" -> Backend.start(executor);
            default -> throw new IllegalArgumentException("no server " + request[0]);
        };
    }
}

package dev.jopher.bench.board;

import java.util.List;
import java.util.Set;

/**
 * A server that is loaded at several rates.
 *
 * @param kind what the worker is asked for
 * @param most the mark for the 99th percentile, as a part of that of virtual threads
 * @param those that have the server; the JDK stands for virtual threads
 */
record ServerRow(String name, String kind, String what, double most, Set<Contestant> those) {
    static final int CONNECTIONS = 100;

    private static final Set<Contestant> JVM = Set.of(Contestant.JOPHER, Contestant.JDK);
    private static final Set<Contestant> AND_GO =
            Set.of(Contestant.JOPHER, Contestant.JDK, Contestant.GO);

    static final List<ServerRow> ALL = List.of(
            new ServerRow("ServerEcho", "echo", "an echo server on blocking sockets", 1, AND_GO),
            new ServerRow("ServerHttp", "http", "the JDK's HTTP server; net/http in Go", 1,
                    AND_GO),
            new ServerRow("ServerJetty", "jetty", "Jetty 12", 1, JVM),
            new ServerRow("ServerTomcat", "tomcat", "Tomcat 11", 1, JVM),
            new ServerRow("ServerCalls", "calls",
                    "the JDK's HTTP server; each request calls another server, then a database (H2 with HikariCP)",
                    1, JVM),
            new ServerRow("ServerBusy", "busy",
                    "the JDK's HTTP server with a synchronized cache; one request in 20 computes for some 20 ms",
                    0.5, AND_GO));

    /** Returns the protocol that the generator has to speak. */
    String protocol() {
        return kind.equals("echo") ? "echo" : "http";
    }
}

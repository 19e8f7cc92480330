package dev.jopher.bench.board;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A build of Jopher that can be measured: its core and a worker that was compiled against it.
 *
 * @param name for the reader
 * @param home its repository, where {@code jopher} is
 * @param java the JDK's {@code java}
 * @param runFlags what its {@code jopher run} gives to a JVM
 * @param classPath the core and the worker
 */
record Build(String name, Path home, Path java, List<String> runFlags, String classPath) {
    /** Starts a worker; {@code extra} are flags for the JVM. */
    WorkerProcess start(int procs, Table table, List<String> extra, Path log) throws IOException {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(Setting.flags(table, runFlags));
        command.addAll(extra);
        command.addAll(List.of("-cp", classPath, Contestant.JOPHER.main,
                Integer.toString(procs)));
        return new WorkerProcess(command, log);
    }
}

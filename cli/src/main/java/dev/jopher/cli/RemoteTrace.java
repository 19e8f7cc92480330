package dev.jopher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Records a running program, by attach. */
final class RemoteTrace {
    private static final long MILLIS = 1000;

    private RemoteTrace() {}

    /**
     * Returns a file with what the process does in that many seconds. If it keeps the last seconds
     * in memory, those, at once.
     */
    static Path record(long pid, int seconds) {
        TargetJvm jvm = TargetJvm.of(pid);
        Path file = jvm.newFile(".trace");
        file.toFile().deleteOnExit(); // an interrupt ends this program while it waits
        boolean done = false;
        try {
            record(jvm, pid, seconds, jvm.asItSees(file));
            done = true;
        } finally {
            if (!done) {
                delete(file);
            }
        }
        return file;
    }

    private static void record(TargetJvm jvm, long pid, int seconds, String file) {
        String answer = jvm.ask(List.of("trace", file, Integer.toString(seconds)));
        if (answer.startsWith(DumpAgent.REFUSED)) {
            throw CommandException.usage("process " + pid + ": "
                    + answer.substring(DumpAgent.REFUSED.length()));
        }
        if (answer.equals(DumpAgent.STARTED)) {
            waitFor(seconds);
            if (ProcessHandle.of(pid).isPresent()) {
                var unused = jvm.ask(List.of("trace-stop", file));
            }
        }
    }

    private static void waitFor(int seconds) {
        try {
            Thread.sleep(seconds * MILLIS);
        } catch (InterruptedException e) {
            // a shorter recording
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // it is in a folder for temporary files
        }
    }
}

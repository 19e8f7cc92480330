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
        String answer = jvm.ask(
                List.of("trace", jvm.asItSees(file), Integer.toString(seconds)));
        if (answer.startsWith(DumpAgent.REFUSED)) {
            delete(file);
            throw CommandException.usage("process " + pid + ": "
                    + answer.substring(DumpAgent.REFUSED.length()));
        }
        if (answer.equals(DumpAgent.STARTED)) {
            waitFor(seconds);
            if (ProcessHandle.of(pid).isPresent()) {
                var unused = jvm.ask(List.of("trace-stop"));
            }
        }
        return file;
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

package dev.jopher.trace.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.Func;
import dev.jopher.Go;
import dev.jopher.Trace;
import dev.jopher.trace.model.OperationKind;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;

/** Records a program of the test's own JVM, and answers questions about the recording. */
final class Recorded {
    /** Without the flag that opens the JDK to Jopher, the JDK's scheduler runs goroutines. */
    static final boolean OWN_SCHEDULER =
            System.getProperty("jopher.test.own-scheduler", "").equals("true");

    final Recording recording;

    private Recorded(Recording recording) {
        this.recording = recording;
    }

    static Recorded of(Func main) throws Exception {
        return of(main, file());
    }

    static Path file() throws Exception {
        Path file = Files.createTempFile("jopher-test", ".trace");
        file.toFile().deleteOnExit();
        return file;
    }

    static Recorded of(Func main, Path file) throws Exception {
        Trace.start(file);
        try {
            Go.run(main);
        } finally {
            Trace.stop();
        }
        return new Recorded(TraceReader.read(file));
    }

    static Recorded of(Recording recording) {
        return new Recorded(recording);
    }

    /** Returns the goroutines that the line of this method's text has created. */
    List<Integer> goroutinesNamed(String name) {
        List<Integer> all = new ArrayList<>();
        for (int g = 0; g < recording.goroutines().size(); g++) {
            int n = recording.goroutines().name(g);
            if (n >= 0 && recording.string(n).equals(name)) {
                all.add(g);
            }
        }
        return all;
    }

    int goroutine(String name) {
        List<Integer> all = goroutinesNamed(name);
        if (all.size() != 1) {
            throw new AssertionError(all.size() + " goroutines are called " + name);
        }
        return all.getFirst();
    }

    List<Integer> spans(int goroutine, State state) {
        List<Integer> all = new ArrayList<>();
        Spans spans = recording.spans();
        for (int s = spans.first(goroutine); s < spans.last(goroutine); s++) {
            if (spans.state(s) == state) {
                all.add(s);
            }
        }
        return all;
    }

    /** Returns the waits of a goroutine for that reason. */
    List<Integer> waits(int goroutine, String reason) {
        Spans spans = recording.spans();
        return spans(goroutine, State.WAITING).stream()
                .filter(s -> spans.reason(s) >= 0
                        && recording.reason(spans.reason(s)).equals(reason))
                .toList();
    }

    List<Integer> operations(int goroutine, OperationKind kind) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < recording.operations().size(); i++) {
            if (recording.operations().goroutine(i) == goroutine
                    && recording.operations().kind(i) == kind) {
                all.add(i);
            }
        }
        return all;
    }
}

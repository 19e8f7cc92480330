package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.jopher.Go;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The corrected programs of {@code examples/bugs} are silent: they come to their end, nothing is
 * reported, and no goroutine is left, also when many of them run at once.
 * {@code -Djopher.test.flags=-Djopher.twins=1000} runs each so often.
 */
class TwinsIT {
    private static final Duration TOO_LONG = Duration.ofMinutes(10);

    private static final int RUNS = Integer.getInteger("jopher.twins", 4);

    /** They sleep more than they work. */
    private static final ExecutorService SOME = Executors.newFixedThreadPool(Math.min(RUNS, 200));

    /** Locks that wait for each other, if any do. */
    private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();

    @TempDir
    static Path folder;

    @BeforeAll
    static void listen() {
        Go.onDeadlock(REPORTS::add);
    }

    @BeforeAll
    static void compileAll() throws Exception {
        List<Path> sources = new ArrayList<>();
        for (Bug bug : Bug.all()) {
            sources.add(bug.twin());
        }
        assertThat(Javac.compileFiles(sources, folder)).as("what javac says").isEmpty();
    }

    @AfterAll
    static void end() {
        SOME.shutdownNow();
        Go.onDeadlock(null);
    }

    @TestFactory
    Stream<DynamicTest> areSilent() throws Exception {
        return Bug.all().stream().map(bug -> DynamicTest.dynamicTest(bug.name() + "Fixed",
                () -> assertTimeoutPreemptively(TOO_LONG, () -> isSilent(bug.name() + "Fixed"))));
    }

    private static void isSilent(String name) throws Exception {
        int before = Go.numGoroutine();
        try (Stdout _ = new Stdout()) {
            List<Future<List<String>>> runs = new ArrayList<>();
            for (int i = 0; i < RUNS; i++) {
                runs.add(SOME.submit(() -> SnippetRun.here(name, folder)));
            }
            for (var run : runs) {
                run.get();
            }
        }
        while (Go.numGoroutine() > before) {
            Thread.sleep(1);
        }
        assertThat(REPORTS).isEmpty();
    }
}

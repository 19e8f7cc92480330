package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each program of {@code examples/bugs} is reported as Go reports its twin, and the report alone
 * shows the line to look at; {@link TwinsIT} is about the corrected ones.
 */
class BugsIT {
    private static final Pattern LEAKED = Pattern.compile("^(goroutineleak profile|leaked): ");

    /** Which step comes first is a matter of time where the programs sleep. */
    private static final int TRIES = 3;

    /** Two at a time: they wait more than they work. */
    private static final ExecutorService TWO = Executors.newFixedThreadPool(2);

    private static final Map<Bug, Future<Run>> RUNS = new LinkedHashMap<>();

    @BeforeAll
    static void runAll() throws Exception {
        Run version = Run.toTheEnd(List.of("version"));
        assertThat(version.exit()).as(version.toString()).isZero();
        for (Bug bug : Bug.all()) {
            RUNS.put(bug, TWO.submit(run(bug)));
        }
    }

    private static Callable<Run> run(Bug bug) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(bug.golden().run());
        return () -> Run.toTheEnd(arguments);
    }

    @AfterAll
    static void end() {
        TWO.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> theReportAloneTellsTheLine() {
        return tests(BugsIT::namesThePlaces);
    }

    private static void namesThePlaces(Bug bug, Run run) throws Exception {
        String report = String.join("\n", run.stderr());
        assertThat(bug.places()).isNotEmpty().allSatisfy(
                place -> assertThat(report).containsPattern(Pattern.quote(place) + "\\b"));
    }

    @TestFactory
    Stream<DynamicTest> doesWhatGoDoes() {
        return tests(BugsIT::isLikeGo);
    }

    private static void isLikeGo(Bug bug, Run run) {
        Golden go = bug.golden();
        assertThat(run.exit()).as("exit code").isEqualTo(go.exit());
        if (bug.isPartial()) {
            assertThat(run.stdout()).isEqualTo(go.stdout());
            assertThat(leaked(run.stderr())).isEqualTo(leaked(go.stderr()));
            return;
        }
        Report expected = Report.of(go.stderr(), bug.name());
        Report actual = Report.of(run.stderr(), bug.name());
        assertThat(actual.firstLine()).startsWith(expected.firstLine());
        Comparison.check(go.compare(), go.stdout(), run.stdout());
        if (go.hasTwin() && !go.stderr().isEmpty()) {
            boolean same = actual.creators() == expected.creators();
            assertThat(same ? actual : actual.withoutCreators())
                    .isEqualTo(same ? expected : expected.withoutCreators());
        }
    }

    /** "goroutineleak profile: total 3" or "leaked: 3 goroutines"; if there is none, "". */
    private static String leaked(List<String> stderr) {
        return stderr.stream().filter(line -> LEAKED.matcher(line).find()).findFirst()
                .map(line -> line.replaceAll("\\D+", "")).orElse("");
    }

    private static Stream<DynamicTest> tests(Expectation expectation) {
        return RUNS.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey().name(), () -> {
            Run run = e.getValue().get();
            for (int tries = sleeps(e.getKey()) ? TRIES : 1;; tries--) {
                try {
                    expectation.check(e.getKey(), run);
                    return;
                } catch (AssertionError wrong) {
                    if (tries == 1) {
                        throw new AssertionError(e.getKey().name() + "\n" + run, wrong);
                    }
                    run = run(e.getKey()).call();
                }
            }
        }));
    }

    private static boolean sleeps(Bug bug) throws IOException {
        return Files.readString(Run.ROOT.resolve(bug.golden().program())).contains("sleep(");
    }

    private interface Expectation {
        void check(Bug bug, Run run) throws Exception;
    }

    @Test
    void everyProgramIsRecordedAndHasACorrectedTwin() throws Exception {
        List<Path> programs = new ArrayList<>();
        for (Bug bug : Bug.all()) {
            programs.add(Run.ROOT.resolve(bug.golden().program()));
            programs.add(bug.twin());
        }
        try (Stream<Path> files = Files.list(Run.ROOT.resolve("examples/bugs"))) {
            assertThat(files.filter(f -> f.toString().endsWith(".java")))
                    .hasSizeGreaterThan(80)
                    .containsExactlyInAnyOrderElementsOf(programs);
        }
    }
}

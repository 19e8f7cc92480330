package dev.jopher.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Who leaks fails, with the place; who does not passes, whatever others do. */
@Timeout(60)
class NoLeaksTest {
    private static Events run(Class<?> sample) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(sample))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy",
                        "fixed")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .execute()
                .testEvents();
    }

    private static List<String> failures(Events events) {
        return events.failed().stream()
                .map(e -> e.getRequiredPayload(TestExecutionResult.class))
                .map(r -> r.getThrowable().orElseThrow())
                .map(t -> {
                    assertThat(t).isInstanceOf(AssertionError.class);
                    assertThat(t.getSuppressed()).isEmpty();
                    return String.valueOf(t.getMessage());
                })
                .toList();
    }

    private static void oneFails(Class<?> sample, int others) {
        Events events = run(sample);
        events.assertStatistics(s -> s.started(1 + others).succeeded(others).failed(1));
        assertThat(failures(events)).singleElement().asString()
                .startsWith(
                        "goroutines that have not ended: 1\n\n1 goroutine blocked in chan send at "
                                + "Samples.java:")
                .contains(", created at Samples.java:", "Samples.lambda$leak$0(Samples.java:");
    }

    @Test
    void leakingTestFailsWithThePlace() {
        oneFails(Samples.OneMethod.class, 1);
    }

    @Test
    void aGoroutineThatPanicsFailsTheTest() {
        Events events = run(Samples.Panics.class);
        events.assertStatistics(s -> s.started(2).succeeded(1).failed(1));
        assertThat(failures(events)).containsExactly("a goroutine has ended by an exception: "
                + "java.lang.IllegalStateException: boom");
    }

    @Test
    void testWithoutLeaksPasses() {
        run(Samples.Clean.class).assertStatistics(s -> s.succeeded(2).failed(0));
    }

    @Test
    void goroutineStoppedInAfterEachPasses() {
        run(Samples.WithServer.class).assertStatistics(s -> s.succeeded(1).failed(0));
    }

    @Test
    void goroutineStartedInBeforeEachIsChecked() {
        oneFails(Samples.ServerThatNobodyStops.class, 0);
    }

    @Test
    void aThreadOfItsOwnIsWatched() {
        oneFails(Samples.OnThreadsOfTheirOwn.class, 0);
    }

    @Test
    void rowsAndNestedClassesAreWatchedEachByItself() {
        Events events = run(Samples.Rows.class);
        events.assertStatistics(s -> s.started(3).succeeded(1).failed(2));
        assertThat(failures(events)).hasSize(2)
                .allMatch(m -> m.startsWith("goroutines that have not ended: 1\n"));
    }

    @Test
    void derivedClassesAreWatched() {
        oneFails(Samples.Derived.class, 0);
    }

    @Test
    void testsAtTheSameTimeAreNotBlamedForEachOther() {
        oneFails(Samples.Parallel.class, 1);
    }
}

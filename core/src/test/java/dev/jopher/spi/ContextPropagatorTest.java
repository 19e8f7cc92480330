package dev.jopher.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.jopher.internal.support.OtherJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contexts that cross {@code go}, in JVMs whose class path names propagators. */
class ContextPropagatorTest {
    private static final String OURS = "";
    private static final String JDK = "-Djopher.scheduler=jdk";

    @TempDir
    Path folder;

    private List<String> run(String scheduler, String what, Class<?>... propagators)
            throws IOException, InterruptedException {
        return run(scheduler, what,
                Stream.of(propagators).map(Class::getName).collect(Collectors.joining("\n")));
    }

    private List<String> run(String scheduler, String what, String services)
            throws IOException, InterruptedException {
        Path file = folder.resolve("META-INF/services").resolve(ContextPropagator.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, services);
        String path = OtherJvm.classPath(Propagated.class) + File.pathSeparator + folder;
        List<String> flags = scheduler.isEmpty()
                ? List.of("-cp", path)
                : List.of(scheduler, "-cp", path);
        return OtherJvm.run(Propagated.class, flags, what).lines().toList();
    }

    /** Each way of starting a goroutine, with the context of its creator, which is then gone. */
    @ParameterizedTest
    @ValueSource(strings = {OURS, JDK})
    void contextCrossesEveryWayOfStarting(String scheduler) throws Exception {
        assertThat(run(scheduler, "ways", Tenants.class)).containsExactly(
                "run acme", "go acme", "go with argument acme", "named go acme",
                "wait group acme", "error group acme", "single flight acme", "executor acme",
                "submit acme", "timer acme", "afterFunc acme", "afterFunc of own context acme",
                "detached null", "detached in group null", "creator acme", "outside null");
    }

    @Test
    void noneIsUsedWhereThePropertySaysSo() throws Exception {
        assertThat(run("-Djopher.propagation=false", "", Tenants.class))
                .containsExactly("body null");
    }

    @ParameterizedTest
    @ValueSource(strings = {OURS, JDK})
    void aPropagatorMayStartGoroutines(String scheduler) throws Exception {
        assertThat(run(scheduler, "", Tenants.Starting.class, Tenants.class))
                .containsExactly("body acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {OURS, JDK})
    void goroutinesOfGoroutinesInheritWhatIsSetThen(String scheduler) throws Exception {
        assertThat(run(scheduler, "nested", Tenants.class)).containsExactly(
                "outer acme", "inner globex", "inner of inner globex", "outer again acme");
    }

    /** The body's own changes are gone when the hook for its end runs, also if it has thrown. */
    @ParameterizedTest
    @ValueSource(strings = {OURS, JDK})
    void contextIsRemovedAfterTheBody(String scheduler) throws Exception {
        assertThat(run(scheduler, "restored", Tenants.class)).containsExactly(
                "body acme", "closed 1", "thrown boom", "closed 2", "exited", "closed 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {OURS, JDK})
    void contextsAreRemovedInTheOppositeOrder(String scheduler) throws Exception {
        assertThat(run(scheduler, "order", Tenants.First.class, Tenants.Second.class))
                .containsExactly("open first", "open second", "body", "close second",
                        "close first");
    }

    /** Bodies run, the other context is there, and each failing method is reported once. */
    @ParameterizedTest
    @ValueSource(strings = {OURS, JDK})
    void failuresOfAPropagatorLoseNothing(String scheduler) throws Exception {
        List<String> out = run(scheduler, "failing", Tenants.Failing.class, Tenants.class);
        assertThat(out).contains("body 1 acme", "body 2 acme", "body 3 acme", "thrown by the body",
                "end");
        String failing = "warning: dev.jopher.spi.Tenants$Failing.";
        assertThat(out.stream().filter(l -> l.contains("warning: ")).toList()).satisfiesExactly(
                l -> assertThat(l).contains(failing + "capture failed"),
                l -> assertThat(l).contains(failing + "open failed"),
                l -> assertThat(l).contains(failing + "close failed"));
        assertThat(out).contains("java.lang.IllegalStateException: capture",
                "java.lang.AssertionError: open", "java.lang.IllegalStateException: close");
    }

    @ParameterizedTest
    @ValueSource(strings = {OURS, JDK})
    void propagatorsThatCannotBeLoadedAreReportedAndTheOthersWork(String scheduler)
            throws Exception {
        List<String> out = run(scheduler, "plain", "no.such.Propagator\n"
                + Tenants.Broken.class.getName() + '\n' + Tenants.class.getName());
        assertThat(out).last().isEqualTo("body acme");
        assertThat(out.stream()
                .filter(l -> l.contains("warning: a context propagator cannot be loaded")).toList())
                .hasSize(2);
        assertThat(String.join("\n", out)).contains("no.such.Propagator")
                .contains("caused by java.lang.IllegalStateException: broken");
    }
}

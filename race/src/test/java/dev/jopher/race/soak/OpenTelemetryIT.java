package dev.jopher.race.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.race.litmus.ChildJvm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server under OpenTelemetry's agent and the detector. The property {@code jopher.otel.agent} is
 * the agent's jar, {@code io.opentelemetry.javaagent:opentelemetry-javaagent}.
 */
@Tag("soak")
@EnabledIfSystemProperty(named = "jopher.otel.agent", matches = ".+")
class OpenTelemetryIT {
    @ParameterizedTest
    @ValueSource(strings = {"racy", "fixed"})
    void onlyTheRaceOfTheServerIsReported(String kind) throws Exception {
        List<String> flags = new ArrayList<>(List.of("-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none"));
        flags.add("-javaagent:" + System.getProperty("jopher.otel.agent"));
        ChildJvm.Result r = ChildJvm.run("", flags, 600, TelemetryMain.class.getName(), kind);
        boolean racy = kind.equals("racy");
        assertEquals(racy ? 66 : 0, r.code(), r.output());
        assertTrue(r.output().contains("served 30"), r.output());
        assertEquals(racy ? List.of("Found 1 data race(s)") : List.of(), r.output().lines()
                .filter(l -> l.startsWith("Found ")).toList(), r.output());
        assertEquals(racy, r.output().contains("TelemetryMain.hits by"), r.output());
    }
}

package dev.jopher.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What reports say. {@code -Djopher.reports.write=DIR} writes them to a folder, to replace those in
 * {@code src/test/resources/reports} after a meant change.
 */
class ReportIT {
    private static final Map<String, Body> PROGRAMS = Map.ofEntries(
            Map.entry("lost-update", BuggyPrograms::lostUpdate),
            Map.entry("lock-order", BuggyPrograms::lockOrder),
            Map.entry("closed-twice", BuggyPrograms::closedTwice),
            Map.entry("lost-signal", BuggyPrograms::lostSignal),
            Map.entry("missing-done", BuggyPrograms::missingDone),
            Map.entry("read-in-read", BuggyPrograms::readInRead),
            Map.entry("check-then-act", BuggyPrograms::checkThenAct),
            Map.entry("never-closed", BuggyPrograms::neverClosed),
            Map.entry("send-after-close", BuggyPrograms::sendAfterClose),
            Map.entry("select", BuggyPrograms::unluckySelect));

    static Iterable<String> names() {
        return PROGRAMS.keySet().stream().sorted().toList();
    }

    static ExplorationFailure failure(String name) {
        return assertThrows(ExplorationFailure.class, () -> Explore.check(PROGRAMS.get(name)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void text(String name) throws IOException {
        ExplorationFailure f = failure(name);
        String report = f.getMessage();
        assertTrue(report.lines().count() <= 60, report);
        assertTrue(report.lines().allMatch(l -> l.length() <= 100), report);
        // The number of the schedule and the token depend on the strategies.
        String stable = report.replaceAll("Schedule \\d+ of seed[^.]*\\.", "Schedule N of seed N.")
                .replace(f.token().orElseThrow(), "TOKEN");
        String folder = System.getProperty("jopher.reports.write");
        if (folder != null) {
            Files.writeString(Path.of(folder, name + ".txt"), stable);
        }
        try (InputStream in = ReportIT.class.getResourceAsStream("/reports/" + name + ".txt")) {
            String golden = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(golden, stable);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void tokenFailsAgain(String name) {
        String token = failure(name).token().orElseThrow();
        assertTrue(token.length() <= 200, token);
        for (int i = 0; i < 10; i++) {
            ExplorationFailure again = assertThrows(ExplorationFailure.class,
                    () -> Explore.replay(token, PROGRAMS.get(name)));
            assertEquals(token, again.token().orElseThrow());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void fileFailsAgain(String name) throws IOException {
        String schedule = failure(name).schedule();
        assertTrue(schedule.length() <= 10_000, schedule);
        Path file = Files.createTempFile("jopher", ".schedule");
        try {
            Files.writeString(file, schedule);
            assertThrows(ExplorationFailure.class, () -> Explore.replay(file, PROGRAMS.get(name)));
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void otherForms(String name) throws IOException {
        ExplorationFailure f = failure(name);
        assertTrue(f.json().startsWith("{\"verdict\":") && f.json().endsWith("}"), f.json());
        assertTrue(f.html().contains("</table>"), f.html());
        String folder = System.getProperty("jopher.reports.write");
        if (folder != null) {
            Files.writeString(Path.of(folder, name + ".html"), f.html());
            Files.writeString(Path.of(folder, name + ".json"), f.json());
        }
    }
}

package dev.jopher.race.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

/**
 * What Go's race detector says of the programs with goroutines, as {@code src/test/go/record} wrote
 * it down. {@link LitmusIT} checks what ours says of them.
 */
class GoVerdictsTest {
    private static final String RUNS = "10";

    /** Races by the rules, which Go's detector does not see. */
    private static final Set<String> MISSED_BY_GO = Set.of(
            "GoBuffers.Units racy", // one clock for all values of no size
            "GoGroups.TryAcquire racy"); // x/sync has a mutex around the count

    /** Ordered by what Go's documents say, but Go's detector does not know. */
    private static final Set<String> FALSE_ALARMS_OF_GO = Set.of("GoLocks.CondSignal fixed");

    /** Not in Go, or only with a module that the recorder does not need otherwise. */
    private static final Set<String> JAVA_ONLY =
            Set.of("GoGroups.SometimesRuns", "GoContexts.Await", "GoGroups.Watch",
                    "GoGroups.Main", "GoGroups.Executor", "GoGroups.ExecutorEnd");

    @Test
    void goFindsTheRacesAndNothingElse() throws IOException {
        List<String> others = new ArrayList<>();
        recorded().forEach((program, found) -> {
            boolean race = program.endsWith(" racy") && !MISSED_BY_GO.contains(program)
                    || FALSE_ALARMS_OF_GO.contains(program);
            if (!found.equals(race ? RUNS : "0")) {
                others.add(program + " " + found);
            }
        });
        assertThat(others).isEmpty();
    }

    @Test
    void bothHaveTheSamePrograms() throws IOException {
        Set<String> inGo = new TreeSet<>();
        recorded().keySet().forEach(p -> inGo.add(p.substring(0, p.indexOf(' '))));
        Set<String> here = new TreeSet<>();
        for (Class<?> group : LitmusMain.GROUPS) {
            for (Class<?> c : group.getDeclaredClasses()) {
                if (GoLitmus.class.isAssignableFrom(c) && group != Callbacks.class) {
                    here.add(group.getSimpleName() + "." + c.getSimpleName());
                }
            }
        }
        inGo.addAll(JAVA_ONLY);
        assertThat(here).isEqualTo(inGo).hasSizeGreaterThanOrEqualTo(60);
    }

    /** Returns in how many runs Go reported a race, by program and kind. */
    private static Map<String, String> recorded() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (InputStream in = GoVerdictsTest.class.getResourceAsStream("go-verdicts.txt")) {
            assertThat(in).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(l -> !l.startsWith("#"))
                    .forEach(l -> all.put(l.substring(0, l.lastIndexOf(' ')),
                            l.substring(l.lastIndexOf(' ') + 1)));
        }
        return all;
    }
}

package dev.jopher.race.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The verdicts about the litmus programs. The property {@code jopher.litmus.starts} is the number
 * of JVMs of the long test, with each scheduler. The properties of {@link LitmusMain} are passed
 * on.
 */
class LitmusIT {
    private static final String OPTIONS = "include=dev.jopher.race.litmus";
    private static final String[] PASSED_ON = {"jopher.litmus.iterations", "jopher.litmus.millis"};

    @ParameterizedTest
    @ValueSource(strings = {"own", "jdk"})
    void eachRaceIsFoundAndNothingElse(String scheduler) throws Exception {
        check(scheduler, new ArrayList<>());
    }

    /** A race is reported once in a JVM, so each of these runs needs one. */
    @ParameterizedTest
    @ValueSource(strings = {"own", "jdk"})
    @Tag("soak")
    void inEachJvm(String scheduler) throws Exception {
        int starts = Integer.getInteger("jopher.litmus.starts", 20);
        for (int i = 0; i < starts; i++) {
            check(scheduler, new ArrayList<>(List.of("-Djopher.litmus.iterations=8")));
        }
    }

    @Test
    @Tag("soak")
    void aThousandTimes() throws Exception {
        check("own", new ArrayList<>(List.of("-Djopher.litmus.millis=60000")));
    }

    private static void check(String scheduler, List<String> flags) throws Exception {
        if (scheduler.equals("jdk")) {
            flags.add("-Djopher.scheduler=jdk");
        }
        for (String name : PASSED_ON) {
            String value = System.getProperty(name);
            if (value != null) {
                flags.add("-D" + name + "=" + value);
            }
        }
        ChildJvm.Result r = ChildJvm.run(OPTIONS, flags, 1800, LitmusMain.class.getName());
        assertThat(r.lines("FALSE")).as("false alarms:%n%s", r.output()).isEmpty();
        assertThat(r.lines("MISSED")).as("races that were not found").isEmpty();
        assertThat(r.lines("FAILED")).as("programs that failed:%n%s", r.output()).isEmpty();
        assertThat(r.output()).contains("done");
        assertThat(r.lines("ok")).hasSizeGreaterThan(LitmusMain.GROUPS.length);
    }
}

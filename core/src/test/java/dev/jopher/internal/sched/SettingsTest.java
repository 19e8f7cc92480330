package dev.jopher.internal.sched;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static List<String> problems(String name, String value, @Nullable String variable) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return Settings.problems(properties, variable);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "jopher.scheduler | foo | jdk",
        "jopher.scheduler | '' | jdk",
        "jopher.schedtrace | x | a whole number",
        "jopher.schedtrace | -1 | a whole number",
        "jopher.schedtrace | 99999999999 | a whole number",
        "jopher.traceback | some | all",
        "jopher.tracebackancestors | many | a whole number",
        "jopher.whereabouts | no | true or false",
        "jopher.lockOrder | '' | true or false",
        "jopher.channels | yes | true or false",
        "jopher.readers | 1 | true or false",
        "jopher.jmx | TRUE | true or false",
        "jdk.virtualThreadScheduler.parallelism | two | a whole number"})
    void invalidValueIsReported(String name, String value, String expected) {
        assertThat(problems(name, value, null)).containsExactly("property " + name + " must be "
                + expected + ", not '" + value + "'; it is ignored");
    }

    @ParameterizedTest
    @CsvSource({"jopher.scheduler,jdk", "jopher.schedtrace,0", "jopher.schedtrace,100",
        "jopher.traceback,all", "jopher.tracebackancestors,5", "jopher.whereabouts,false",
        "jopher.lockOrder,true", "other,x"})
    void validValueIsNotReported(String name, String value) {
        assertThat(problems(name, value, null)).isEmpty();
    }

    @Test
    void variableAppliesWithoutProperty() {
        assertThat(problems("a", "b", "x")).containsExactly(
                "JOPHER_SCHEDTRACE must be a whole number, not 'x'; it is ignored");
        assertThat(problems("a", "b", "10")).isEmpty();
        assertThat(problems("a", "b", "")).isEmpty();
        assertThat(problems("jopher.schedtrace", "10", "x")).isEmpty();
        assertThat(problems("jopher.scheduler", "jdk", "10"))
                .containsExactly("there is no trace of the JDK's scheduler, only of Jopher's");
    }

    @Test
    void misspeltPropertyIsUnknown() {
        Properties properties = new Properties();
        properties.setProperty("jopher.schduler", "jdk");
        properties.setProperty("jopher.scheduler", "jdk");
        properties.setProperty("jopherx", "");
        assertThat(Settings.unknown(properties)).containsExactly("jopher.schduler");
    }

    /** So that a new one is checked as well. */
    @Test
    void everyPropertyReadInSourcesIsKnown() throws IOException {
        Pattern literal = Pattern.compile("\"(jopher\\.[A-Za-z.]+)\"");
        Set<String> read = new TreeSet<>();
        Path sources = Path.of("src/main/java/dev/jopher");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                literal.matcher(Files.readString(file)).results()
                        .forEach(m -> read.add(m.group(1)));
            }
        }
        assertThat(read).contains("jopher.scheduler", "jopher.traceback")
                .allMatch(Settings::isKnown);
    }
}

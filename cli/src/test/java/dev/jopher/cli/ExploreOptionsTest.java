package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExploreOptionsTest {
    private static ExploreOptions of(String words) {
        return ExploreOptions.of(List.of(words.split(" ")));
    }

    @Test
    void withoutFlags() {
        ExploreOptions o = of("X.java -seed 3");
        assertThat(o.schedules()).isEqualTo(1_000);
        assertThat(o.time()).isEqualTo(Duration.ofSeconds(30));
        assertThat(o.seed()).isEqualTo(1);
        assertThat(o.jobs()).isEqualTo(1);
        assertThat(o.race()).isTrue();
        assertThat(o.leaks()).isFalse();
        assertThat(o.strategy()).isEmpty();
        assertThat(o.words().args()).containsExactly("-seed", "3");
    }

    @Test
    void eachFlag() {
        ExploreOptions o = of("-schedules 7 --time=2m -seed=-9 -strategy pos -jobs 3 -leaks"
                + " -race=off -html a.html -o b -json -cp c -Dd=e X.java");
        assertThat(o.schedules()).isEqualTo(7);
        assertThat(o.time()).isEqualTo(Duration.ofMinutes(2));
        assertThat(o.seed()).isEqualTo(-9);
        assertThat(o.strategy()).isEqualTo("pos");
        assertThat(o.jobs()).isEqualTo(3);
        assertThat(o.leaks()).isTrue();
        assertThat(o.race()).isFalse();
        assertThat(o.html()).isEqualTo("a.html");
        assertThat(o.output()).isEqualTo("b");
        assertThat(o.json()).isTrue();
        assertThat(o.words().classPath()).isEqualTo("c");
        assertThat(o.words().jvm()).containsExactly("-Dd=e");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-schedules 0 X.java   | -schedules must be a positive number, not '0'",
        "-schedules X.java     | -schedules must be a positive number, not 'X.java'",
        "-jobs 1001 X.java     | -jobs must be a positive number, not '1001'",
        "-time 30 X.java       | -time must be a number with ms, s, m or h, not '30'",
        "-seed x X.java        | -seed must be a number, not 'x'",
        "-html X.java          | flag -html needs a value before X.java",
        "-race=maybe X.java    | -race is on or off, not 'maybe'",
        "-leaks=no X.java      | flag -leaks takes no value",
        "-lockorder X.java     | unknown flag -lockorder;"})
    void wrongWordsGetOneLine(String words, String message) {
        assertThatThrownBy(() -> of(words)).isInstanceOf(CommandException.class)
                .hasMessageStartingWith(message);
    }
}

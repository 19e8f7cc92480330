package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "GOMAXPROCS | x | GOMAXPROCS must be a whole number from 1 on, not 'x'; it is ignored",
        "GOMAXPROCS | 0 | GOMAXPROCS must be a whole number from 1 on, not '0'; it is ignored",
        "GOMAXPROCS | -2 | GOMAXPROCS must be a whole number from 1 on, not '-2'; it is ignored",
        "GOMAXPROCS | 1.5 | GOMAXPROCS must be a whole number from 1 on, not '1.5'; it is ignored",
        "JOPHER_CACHE | of | JOPHER_CACHE must be on or off, not 'of'; it is ignored",
        "XDG_CACHE_HOME | c | XDG_CACHE_HOME must be an absolute path, not 'c'; it is ignored",
        "JOPHER_SCHEDTRCE | 1 | there is no variable JOPHER_SCHEDTRCE; \"jopher help environment\" lists them"})
    void whatHasNoEffectIsSaid(String name, String value, String problem) {
        assertThat(Environment.problems(Map.of(name, value))).containsExactly(problem);
    }

    @Test
    void effectiveOrEmptyValueIsNotReported() {
        assertThat(Environment.problems(Map.of("GOMAXPROCS", "3", "JOPHER_CACHE", "off",
                "XDG_CACHE_HOME", "/c", "JOPHER_JAVA_OPTS", "-Xx", "JOPHERX", "1"))).isEmpty();
        assertThat(Environment.problems(Map.of("GOMAXPROCS", "", "JOPHER_CACHE", "",
                "XDG_CACHE_HOME", ""))).isEmpty();
    }
}

package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunOptionsTest {
    private static RunOptions of(String words) {
        return RunOptions.of(words.isEmpty() ? List.of() : List.of(words.split(" ")));
    }

    @Test
    void whatComesAfterTheProgramIsItsOwn() {
        RunOptions options = of("X.java -procs 3 -cp x - --help");

        assertThat(options)
                .isEqualTo(
                        new RunOptions(null, null, null, false, false, "X.java",
                                List.of("-procs", "3", "-cp", "x", "-",
                                        "--help")));
    }

    @Test
    void valuesFollowOrStandBehindAnEqualsSign() {
        assertThat(of("-procs 3 -cp a:b X.java"))
                .isEqualTo(new RunOptions("3", "a:b", null, false, false, "X.java", List.of()));
        assertThat(of("--procs=3 --class-path=a=b X.java"))
                .isEqualTo(new RunOptions("3", "a=b", null, false, false, "X.java", List.of()));
        assertThat(of("-classpath a X.java").classPath()).isEqualTo("a");
    }

    @Test
    void theLastOfTwoCounts() {
        assertThat(of("-procs 3 -procs=4 X.java").procs()).isEqualTo("4");
    }

    @Test
    void leaksHasNoValue() {
        assertThat(of("-leaks X.java -leaks").leaks()).isTrue();
        assertThat(of("X.java -leaks").leaks()).isFalse();
    }

    @Test
    void lockOrderHasNoValue() {
        assertThat(of("-lockorder X.java -leaks")).isEqualTo(
                new RunOptions(null, null, null, false, true, "X.java", List.of("-leaks")));
        assertThat(of("X.java -lockorder").lockOrder()).isFalse();
    }

    @Test
    void aDashIsAProgram() {
        assertThat(of("-procs 3 - x"))
                .isEqualTo(new RunOptions("3", null, null, false, false, "-", List.of("x")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''            | run: name the program",
        "-procs 3      | run: name the program",
        "-procs        | flag -procs needs a value",
        "-cp           | flag -cp needs a value",
        "-leaks=x X.java | flag -leaks takes no value",
        "-lockorder    | run: name the program",
        "-lockorder=x X.java | flag -lockorder takes no value",
        "-q X.java     | unknown flag -q;",
        "-procs3 X.java| unknown flag -procs3;",
        "--x=3 X.java  | unknown flag --x;",
        "-- X.java     | unknown flag --;"})
    void wrongWordsGetOneLine(String words, String message) {
        assertThatThrownBy(() -> of(words))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(message)
                .extracting(e -> ((CommandException) e).exitCode())
                .isEqualTo(2);
    }
}

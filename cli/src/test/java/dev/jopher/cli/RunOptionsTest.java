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
    void wordsAfterProgramArePassedToProgram() {
        RunOptions options = of("X.java -procs 3 -cp x - --help");

        assertThat(options.args()).containsExactly("-procs", "3", "-cp", "x", "-", "--help");
        assertThat(options.file()).isEqualTo("X.java");
        assertThat(options.procs()).isNull();
        assertThat(options.classPath()).isNull();
    }

    @Test
    void valuesFollowOrStandBehindAnEqualsSign() {
        assertThat(of("-procs 3 -cp a:b X.java").procs()).isEqualTo("3");
        assertThat(of("-procs 3 -cp a:b X.java").classPath()).isEqualTo("a:b");
        assertThat(of("--procs=3 --class-path=a=b X.java").procs()).isEqualTo("3");
        assertThat(of("--procs=3 --class-path=a=b X.java").classPath()).isEqualTo("a=b");
        assertThat(of("-classpath a X.java").classPath()).isEqualTo("a");
        assertThat(of("-schedtrace=10 X.java").schedTrace()).isEqualTo("10");
        assertThat(of("-trace x.trace X.java").trace()).isEqualTo("x.trace");
        assertThat(of("--trace=ring X.java").trace()).isEqualTo("ring");
    }

    @Test
    void theLastOfTwoCounts() {
        assertThat(of("-procs 3 -procs=4 X.java").procs()).isEqualTo("4");
    }

    @Test
    void librariesAddUp() {
        assertThat(of("-with a --with=b X.java").libraries()).containsExactly("a", "b");
        assertThat(of("X.java -with a").libraries()).isEmpty();
    }

    @Test
    void leaksHasNoValue() {
        assertThat(of("-leaks X.java -leaks").leaks()).isTrue();
        assertThat(of("X.java -leaks").leaks()).isFalse();
    }

    @Test
    void lockOrderHasNoValue() {
        assertThat(of("-lockorder X.java -leaks").lockOrder()).isTrue();
        assertThat(of("-lockorder X.java -leaks").leaks()).isFalse();
        assertThat(of("X.java -lockorder").lockOrder()).isFalse();
        assertThat(of("--race -leaks X.java").race()).isTrue();
        assertThat(of("-leaks X.java -race").race()).isFalse();
    }

    @Test
    void aReplayChecksRacesUnlessThatIsOff() {
        assertThat(of("-replay x1 X.java").replay()).isEqualTo("x1");
        assertThat(of("-replay x1 X.java").race()).isTrue();
        assertThat(of("-replay x1 -race=off X.java").race()).isFalse();
        assertThat(of("-replay=x1 --repeat=20 X.java").repeat()).isEqualTo(20);
        assertThat(of("X.java").replay()).isNull();
    }

    @Test
    void aDashIsAProgram() {
        assertThat(of("-procs 3 - x").file()).isEqualTo("-");
        assertThat(of("-procs 3 - x").args()).containsExactly("x");
    }

    @Test
    void jvmAndJavacOptionsAreDistinguished() {
        RunOptions options = of("-Xmx1g -Xlint:all -ea -Da=b -parameters --add-opens a/b=c "
                + "--add-exports=d/e=f -Xmaxerrs 3 -javaagent:x.jar=y --enable-preview X.java -Xint");

        assertThat(options.jvm()).containsExactly("-Xmx1g", "-ea", "-Da=b", "--add-opens",
                "a/b=c", "--add-exports=d/e=f", "-javaagent:x.jar=y", "--enable-preview");
        assertThat(options.javac()).containsExactly("-Xlint:all", "-parameters", "-Xmaxerrs", "3");
        assertThat(options.args()).containsExactly("-Xint");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''            | run: name the program",
        "-procs 3      | run: name the program",
        "-procs        | flag -procs needs a value",
        "-procs X.java | -procs must be a whole number from 1 to 32767, not 'X.java'",
        "-schedtrace X.java | -schedtrace must be a positive number of milliseconds, not 'X.java'",
        "-cp X.java    | flag -cp needs a value before X.java",
        "-cp -leaks X.java | flag -cp needs a value before -leaks",
        "--add-opens X.java | flag --add-opens needs a value before X.java",
        "--add-modules | flag --add-modules needs a value",
        "-p=x X.java   | unknown flag -p;",
        "--cp x X.java | unknown flag --cp;",
        "-cp           | flag -cp needs a value",
        "-with         | flag -with needs a value",
        "-with X.java  | flag -with needs a value before X.java",
        "-with= X.java | flag -with needs the name of a library",
        "-trace X.java   | flag -trace needs a value before X.java",
        "-leaks=x X.java | flag -leaks takes no value",
        "-lockorder    | run: name the program",
        "-lockorder=x X.java | flag -lockorder takes no value",
        "-race=x X.java | -race is on or off, not 'x'",
        "-repeat 3 X.java | -repeat goes with -replay",
        "-replay X.java   | flag -replay needs a value before X.java",
        "-replay x -repeat 0 X.java | -repeat must be a positive number of runs, not '0'",
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

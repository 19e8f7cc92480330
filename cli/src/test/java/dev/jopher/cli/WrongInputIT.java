package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.cli.Shell.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong input gets one line on standard error and exit code 2; what is asked for, stdout and 0. */
class WrongInputIT {
    @TempDir
    static Path checkouts;

    private static Checkout checkout = new Checkout(Path.of(""));

    @TempDir
    Path temporary;

    private Shell shell;

    @BeforeAll
    static void install() throws Exception {
        checkout = Checkout.built(checkouts.resolve("jopher"));
        Result version = new Shell(checkouts).run(checkout.script(), "version");
        assertThat(version.exitCode()).as(version.err()).isZero();
    }

    @BeforeEach
    void setUp() {
        shell = new Shell(temporary);
    }

    private Result jopher(String words) throws Exception {
        List<Object> command = new ArrayList<>(List.of(checkout.script()));
        if (!words.isEmpty()) {
            command.addAll(List.of(words.split(" ")));
        }
        return shell.run(command.toArray());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "run                         | run: name the program, as in \"jopher run File.java\"",
        "run nowhere/Sheep.java      | no such file: nowhere/Sheep.java",
        "run .                       | . is a directory; name the source file to run",
        "run -cp                     | flag -cp needs a value",
        "run -procs                  | flag -procs needs a value",
        "run -procs 0 Sheep.java     | -procs must be a whole number from 1 to 32767, not '0'",
        "run -schedtrace x Sheep.java | -schedtrace must be a positive number of milliseconds, not 'x'",
        "run -lockorder=x Sheep.java | flag -lockorder takes no value",
        "run -procs two Sheep.java   | -procs must be a whole number from 1 to 32767, not 'two'",
        "run -fast Sheep.java        | unknown flag -fast; \"jopher help run\" lists the flags",
        "run -trace Sheep.java       | flag -trace needs a value before Sheep.java",
        "run -trace= Sheep.java      | flag -trace needs the name of a file, or ring",
        "trace                       | trace: name the recording, as in \"jopher trace sheep.trace\"; \"jopher run -trace sheep.trace Sheep.java\" makes one",
        "trace nowhere.trace         | no such file: nowhere.trace",
        "trace -o                    | flag -o needs the name of a file",
        "trace -perfetto= a.trace    | flag -perfetto needs the name of a file",
        "trace -fast a.trace         | unknown flag -fast; \"jopher help trace\" lists the flags",
        "trace a.trace b.trace       | trace takes one file; b.trace is another one",
        "trace -pid x                | -pid must be the number of a process, not 'x'",
        "trace -seconds 0 -pid 1     | -seconds must be a whole number from 1 to 3600, not '0'",
        "trace -seconds 5 a.trace    | -seconds is for a running program: it needs -pid",
        "trace -pid 1 a.trace        | trace takes a file or -pid, not both",
        "run -with Sheep.java        | flag -with needs a value before Sheep.java",
        "run -with= Sheep.java       | flag -with needs the name of a library",
        "build Sheep.java            | unknown command build; \"jopher help\" lists the commands",
        "Sheep.java                  | unknown command Sheep.java; did you mean \"jopher run Sheep.java\"?",
        "-q                          | unknown flag -q; \"jopher help\" lists the commands",
        "help build                  | no help on build; \"jopher help\" lists the commands",
        "version 2                   | version takes no arguments",
        "doctor 2                    | doctor takes no arguments"})
    void getsOneLine(String words, String message) throws Exception {
        assertThat(jopher(words)).isEqualTo(new Result(2, "", "jopher: " + message + "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "run -Xfoo Sheep.java        | java does not take the options: Unrecognized option: -Xfoo",
        "run -Xmx1x Sheep.java       | java does not take the options: Invalid maximum heap size: -Xmx1x",
        "run -Xlint:foo Hi.java      | javac: invalid flag: -Xlint:foo",
        "dump -json                  | dump: name one process, as in \"jopher dump 4711\"; \"jopher ps\" lists them",
        "dump 99999999999 -json      | no process 99999999999",
        "-procs 2 Sheep.java         | unknown flag -procs; \"jopher help\" lists the commands"})
    void optionsThatOthersRefuse(String words, String message) throws Exception {
        Files.writeString(temporary.resolve("Hi.java"), "void main() { IO.println(\"hi\"); }");
        for (int i = 0; i < 2; i++) {
            assertThat(jopher(words)).isEqualTo(new Result(2, "", "jopher: " + message + "\n"));
        }
    }

    @Test
    void anOptionOfAVariableThatTheJvmRefuses() throws Exception {
        Files.writeString(temporary.resolve("Hi.java"), "void main() { IO.println(\"hi\"); }");
        shell.set("JOPHER_JAVA_OPTS", "-Xbar -Dx=y");

        assertThat(jopher("run Hi.java")).isEqualTo(new Result(2, "",
                "jopher: java does not take the options: Unrecognized option: -Xbar\n"));
    }

    @Test
    void aFileThatCannotBeRead() throws Exception {
        // Not even root reads this one: it is a link to itself.
        Files.createSymbolicLink(temporary.resolve("Loop.java"), Path.of("Loop.java"));

        assertThat(jopher("run Loop.java"))
                .isEqualTo(new Result(2, "", "jopher: no such file: Loop.java\n"));
    }

    @Test
    void aProgramWithoutMain() throws Exception {
        Files.writeString(temporary.resolve("Empty.java"), "class Empty { }");

        assertThat(jopher("run Empty.java")).isEqualTo(new Result(1, "",
                "jopher: Empty.java: class Empty has no main method; declare: void main()\n"));
    }

    @Test
    void noWordsAtAllGetTheHelpOnStandardError() throws Exception {
        Result result = jopher("");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("usage: jopher <command>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "help             | usage: jopher <command>",
        "--help           | usage: jopher <command>",
        "-h               | usage: jopher <command>",
        "help run         | -procs N",
        "run --help       | -procs N",
        "help doctor      | usage: jopher doctor",
        "help version     | usage: jopher version",
        "help completion  | usage: jopher completion",
        "completion -h    | usage: jopher completion",
        "help environment | JOPHER_JAVA_OPTS",
        "version          | jopher 0.",
        "--version        | jopher 0.",
        "doctor           | --add-opens java.base/java.lang=ALL-UNNAMED"})
    void whatIsAskedForComesOnStandardOutput(String words, String text) throws Exception {
        Result result = jopher(words);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains(text);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void theDoctorSaysWhatProgramsRunOn() throws Exception {
        assertThat(jopher("doctor").out())
                .contains(System.getProperty("java.home"), Runtime.version().toString())
                .containsPattern("scheduler +Jopher's own")
                .containsPattern("collector +PS ")
                .containsPattern("AOT cache +used")
                .containsPattern("java.lang +open");
        shell.set("JOPHER_JAVA_OPTS", "-XX:-UseCompactObjectHeaders -XX:+UseG1GC");
        shell.set("GOMAXPROCS", "7");

        assertThat(jopher("doctor").out())
                .containsPattern("processors +7 for goroutines")
                .containsPattern("collector +G1 ")
                .containsPattern("AOT cache +not used");
    }
}

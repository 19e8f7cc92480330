package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts and the page have every command and every flag, and a shell can use them. */
class CompletionTest {
    @TempDir
    Path temporary;

    private static String made(String kind) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            assertThat(Completion.run(List.of(kind))).isZero();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A command that the help lists and the list of commands lacks would not be completed. */
    @Test
    void theCommandsAreThoseOfTheHelp() {
        Matcher lines = Pattern.compile("(?m)^    ([a-z]+)(  |$)").matcher(Help.GENERAL);
        assertThat(lines.results().map(m -> m.group(1)).toList())
                .containsExactlyElementsOf(Completion.COMMANDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish", "man"})
    void everyFlagIsThere(String kind) {
        String text = made(kind).replace("\\-", "-");
        for (OwnFlags own : List.of(OwnFlags.RUN, OwnFlags.EXPLORE)) {
            for (String flag : Stream.concat(own.switches().stream(), own.settings().stream())
                    .toList()) {
                String written = kind.equals("fish") ? "-o " + flag.substring(1) : flag;
                assertThat(text).containsPattern(Pattern.quote(written) + "\\b");
            }
        }
        assertThat(text).contains(Completion.COMMANDS);
    }

    /** What "jopher help dump" explains is completed, too. */
    @ParameterizedTest
    @ValueSource(strings = {"dump", "top"})
    void theFlagsAreThoseOfTheHelp(String command) {
        Matcher lines = Pattern.compile("(?m)^    (-[a-z]+) ").matcher(Help.about(command));
        assertThat(lines.results().map(m -> m.group(1)).toList())
                .containsExactlyInAnyOrderElementsOf(Completion.flags(command));
    }

    @Test
    void theFlagsOfTraceAreThoseOfItsHelp() {
        Matcher lines = Pattern.compile("(?m)^    (-[a-z]+) ").matcher(Help.about("trace"));
        assertThat(lines.results().map(m -> m.group(1)).toList())
                .containsExactlyInAnyOrderElementsOf(Completion.flags("trace"));
    }

    @Test
    void bashCompletesACall() throws Exception {
        assumeThat(new Shell(temporary).run("sh", "-c", "command -v bash").exitCode()).isZero();
        Path script = Files.writeString(temporary.resolve("jopher.bash"), made("bash"));

        assertThat(new Shell(temporary).run("bash", "-n", script).err()).isEmpty();
        assertThat(completed(script, "jopher", "exp")).isEqualTo("explore\n");
        assertThat(completed(script, "jopher", "run", "-ra")).isEqualTo("-race\n");
        assertThat(completed(script, "jopher", "explore", "-s"))
                .isEqualTo("-schedules -seed -strategy\n");
        assertThat(completed(script, "jopher", "help", "env")).isEqualTo("environment\n");
        assertThat(completed(script, "jopher", "completion", "z")).isEqualTo("zsh\n");
        assertThat(completed(script, "jopher", "run", "X")).isEqualTo("\n");
    }

    private String completed(Path script, String... words) throws Exception {
        return new Shell(temporary).run("bash", "-c", ". '" + script + "'; COMP_WORDS=("
                + String.join(" ", words) + "); COMP_CWORD=" + (words.length - 1)
                + "; _jopher; echo \"${COMPREPLY[*]}\"").out();
    }
}

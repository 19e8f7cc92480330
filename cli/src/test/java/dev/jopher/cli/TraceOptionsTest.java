package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceOptionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "a.trace                          | a.trace | 0 | 5 | -      | -",
        "-o p.html a.trace                | a.trace | 0 | 5 | p.html | -",
        "a.trace --o=p.html -perfetto=x   | a.trace | 0 | 5 | p.html | x",
        "a=b.trace -perfetto x=y          | a=b.trace | 0 | 5 | -    | x=y",
        "-pid 47                          | -       | 47 | 5 | -     | -",
        "-seconds=2 -o p.html --pid=47    | -       | 47 | 2 | p.html | -"})
    void reads(String words, String file, long pid, int seconds, String page, String perfetto) {
        assertThat(TraceOptions.of(List.of(words.strip().split(" +"))))
                .isEqualTo(new TraceOptions(file, pid, seconds, page, perfetto));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "-o             | flag -o needs the name of a file",
        "a.trace -o=    | flag -o needs the name of a file",
        "-pid           | flag -pid needs a number",
        "-pid 0         | -pid must be the number of a process, not '0'",
        "-pid 1 -seconds 3601 | -seconds must be a whole number from 1 to 3600, not '3601'",
        "-seconds 1 a   | -seconds is for a running program: it needs -pid",
        "-pid 1 a       | trace takes a file or -pid, not both",
        "a b            | trace takes one file; b is another one",
        "a -x           | unknown flag -x; \"jopher help trace\" lists the flags",
        "-o p.html      | trace: name the recording, as in \"jopher trace sheep.trace\"; \"jopher run -trace sheep.trace Sheep.java\" makes one"})
    void refusesInOneLine(String words, String message) {
        assertThatThrownBy(() -> TraceOptions.of(List.of(words.strip().split(" +"))))
                .isInstanceOf(CommandException.class).hasMessage(message);
    }

    @Test
    void aBrowserIsStartedAsTheSystemDoes() {
        assertThat(Browser.command("linux", "file:///p")).containsExactly("xdg-open", "file:///p");
        assertThat(Browser.command("mac os x", "file:///p")).containsExactly("open", "file:///p");
        assertThat(Browser.command("windows 11", "file:///p")).contains("file:///p");
    }
}

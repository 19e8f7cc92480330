package dev.jopher.cli.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** What a program answers, understood. */
class SnapshotTest {
    @Test
    void allIsRead() {
        Snapshot s = Fixtures.snapshot();
        assertThat(s.goroutines()).isEqualTo(new Snapshot.Goroutines(1012, 5000, 3, 0, 0));
        assertThat(s.processors()).isEqualTo(new Snapshot.Processors(2, 1, 0, 3, List.of(12L, 3L),
                5, 40_000, 20, 4));
        assertThat(s.count(Part.Kind.WAITS)).isEqualTo(1002);
        assertThat(s.count(Part.Kind.IS_READY)).isEqualTo(9);
        assertThat(s.count(Part.Kind.RUNS)).isEqualTo(1);
        assertThat(s.parts().getFirst().current())
                .isEqualTo(new Part.Place("Server.java:40", "Server.handle"));
        assertThat(s.channels()).extracting(Fill::percent).containsExactly(100, 30, -1);
        assertThat(s.isSampled()).isFalse();
    }

    /** Such lines and fields are of a newer library. */
    @Test
    void whatIsUnknownIsIgnored() {
        List<String> lines = new ArrayList<>(Fixtures.COUNTERS);
        lines.set(1, lines.get(1) + "; colour=blue");
        lines.add("weather; sun=1");
        assertThat(Fixtures.answer(lines.toArray(new String[0])).goroutines().number())
                .isEqualTo(1012);
    }

    @Test
    void anotherVersionIsRefused() {
        assertThatThrownBy(() -> Fixtures.answer("jopher; version=2"))
                .hasMessage("the live view of that Jopher has version 2, this command knows 1");
    }

    /** A program must not send commands to the terminal. */
    @Test
    void controlCharactersBecomeBlanks() {
        Line line = Line.of("group\ton=a\\tb\\\\c\033[31m\u009b2J");
        assertThat(line.text("on")).isEqualTo("a b\\c [31m 2J");
    }

    @Test
    void ratesArePerSecond() {
        List<String> later = new ArrayList<>(Fixtures.COUNTERS);
        later.set(0, later.get(0).replace("2000000000", "2500000000"));
        later.set(1, later.get(1).replace("created=5000", "created=5600"));
        later.set(2, later.get(2).replace("switches=40000", "switches=41000")
                .replace("steals=20", "steals=21").replace("handovers=4", "handovers=6"));
        assertThat(Rates.between(Fixtures.snapshot(),
                Fixtures.answer(later.toArray(new String[0])), 750_000_000))
                .isEqualTo(new Rates(1200, 2000, 2, 4, 150));
        assertThat(Rates.between(Fixtures.snapshot(), Fixtures.snapshot(), -1).percent())
                .isEqualTo(-1);
    }

    @Test
    void wordsAreShort() {
        assertThat(List.of(0L, 99_999L, 123_999L, 1_239_999L, 12_000_000L)).extracting(Words::brief)
                .containsExactly("0", "99999", "123k", "1.23M", "12M");
        assertThat(List.of(0L, 999L, 12_999L, 200_000L, 7_500_000L, 300_000_000L))
                .extracting(Words::time)
                .containsExactly("0ms", "999ms", "12s", "3m20s", "2h5m", "3d11h");
        assertThat(Words.cut("goroutines", 10)).isEqualTo("goroutines");
        assertThat(Words.cut("goroutines", 9)).isEqualTo("gorouti..");
        assertThat(Words.cut("goroutines", 1)).isEqualTo("g");
        assertThat(Words.left("\ud83d\ude00x", 4)).isEqualTo("\ud83d\ude00x  ");
        assertThat(Words.wrapped(List.of("aa", "bb", "cc"), 7)).containsExactly("aa   bb", "cc");
    }
}

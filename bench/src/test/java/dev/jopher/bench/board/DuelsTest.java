package dev.jopher.bench.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.bench.board.Comparison.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuelsTest {
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    private Path dir;

    private static Options options(String... args) {
        return Options.parse(Path.of("bench"), List.of(args));
    }

    /** A duel of which each pair has the next of these ratios, again and again. */
    private static final class Known implements Duel {
        private final List<Comparison> comparisons =
                List.of(new Comparison("Known", "Known", "ns"));
        private final List<Boolean> ourFirst = new ArrayList<>();
        private final double[] ratios;

        Known(double... ratios) {
            this.ratios = ratios;
        }

        @Override
        public List<Comparison> comparisons() {
            return comparisons;
        }

        @Override
        public void pair(Builds builds, boolean first) {
            comparisons.getFirst().add(100 * ratios[ourFirst.size() % ratios.length], 100);
            ourFirst.add(first);
        }
    }

    /** A worker of a shell that answers each request with {@code answer}. */
    private Build build(String name, String answer) throws Exception {
        Path java = dir.resolve(name + ".sh");
        Files.writeString(java,
                "#!/bin/sh\nwhile read -r _; do echo '" + answer + "'; done\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return new Build(name, dir, java, List.of(), "");
    }

    private Duel.Builds builds(String our, String their) throws Exception {
        return new Duel.Builds(build("here", our), build("that", their),
                options("-against", "HEAD", "-quick"), dir);
    }

    private Comparison taken(Duel duel, Duel.Builds builds) {
        return new Duels(List.of(duel), 6, 9, LONG).take(builds).getFirst();
    }

    private static TimedDuel timed() {
        return new TimedDuel(new Row("PingPong", "channels", "a round trip"), 2, Table.RUN);
    }

    @Test
    void onlyRowsThatAreNotClearGoOn() throws Exception {
        var same = new Known(1);
        var slower = new Known(1.5);
        var unclear = new Known(0.9, 1.2);
        var all = new Duels(List.of(same, slower, unclear), 6, 9, LONG).take(builds("", ""));
        assertThat(all.stream().map(Comparison::verdict)).containsExactly(Verdict.NOT_SLOWER,
                Verdict.SLOWER, Verdict.UNCLEAR);
        assertThat(all.stream().map(Comparison::pairs)).containsExactly(6, 9, 9);
    }

    @Test
    void theBuildsChangePlaces() throws Exception {
        var known = new Known(1.5);
        var unused = taken(known, builds("", ""));
        assertThat(known.ourFirst).startsWith(true, false, true, false);
    }

    @Test
    void noSweepBeginsWhenTheTimeIsUpButForTheFirst() throws Exception {
        var unclear = new Known(0.9, 1.2);
        var unused = new Duels(List.of(unclear), 6, 9, Duration.ZERO.minusSeconds(1))
                .take(builds("", ""));
        assertThat(unclear.ourFirst).hasSize(6);
    }

    @Test
    void aWorkerThatTakesLongerIsSeen() throws Exception {
        assertThat(taken(timed(), builds("ns 100 1", "ns 100 1")).verdict())
                .isEqualTo(Verdict.NOT_SLOWER);
        var slower = taken(timed(), builds("ns 150 1", "ns 100 1"));
        assertThat(slower.verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(slower.ratio()).isEqualTo(1.5);
        assertThat(taken(timed(), builds("ns 50 1", "ns 100 1")).verdict())
                .isEqualTo(Verdict.FASTER);
    }

    @Test
    void aRowThatOneBuildDoesNotHaveIsLeftOut() throws Exception {
        var there = taken(timed(), builds("ns 1 1", "missing"));
        assertThat(there.verdict()).isEqualTo(Verdict.NOT_COMPARED);
        assertThat(there.note()).isEqualTo("is not there");
        assertThat(taken(timed(), builds("missing", "ns 1 1")).note()).isEqualTo("is not here");
    }

    @Test
    void aRowThatFailsHereIsBadNewsAndThereItIsNone() throws Exception {
        assertThat(taken(timed(), builds("error: broken", "ns 1 1")).verdict())
                .isEqualTo(Verdict.FAILED);
        assertThat(taken(timed(), builds("ns 1 1", "error: broken")).verdict())
                .isEqualTo(Verdict.NOT_COMPARED);
    }

    @Test
    void optionsChooseTheRows() {
        assertThat(Duels.all(options("-against", "HEAD")).size())
                .isGreaterThan(2 * Rows.ALL.size() - 5);
        assertThat(labels("-against", "HEAD", "-quick")).contains("StartUp")
                .noneMatch(l -> l.contains("1 processor,") || l.contains("Ring1M"));
        assertThat(labels("-against", "HEAD", "-quick", "-row", "Ring1", "-procs", "1"))
                .allMatch(l -> l.startsWith("Ring1") && l.contains(", 1 processor,")).hasSize(3);
        assertThat(labels("-price", "-against", "HEAD", "-quick")).hasSizeBetween(16, 30)
                .anyMatch(l -> l.startsWith("PingPong,"))
                .noneMatch(l -> l.startsWith("Echo") || l.startsWith("Sleepers"));
        assertThat(options("-against", "HEAD", "-rounds", "40").rounds()).isEqualTo(40);
        assertThat(options("-against", "HEAD").against()).isEqualTo("HEAD");
        assertThatThrownBy(() -> options("-against")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> options("-against", "HEAD", "-limits"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> labels(String... args) {
        return Duels.all(options(args)).stream().flatMap(d -> d.comparisons().stream())
                .map(Comparison::label).toList();
    }
}

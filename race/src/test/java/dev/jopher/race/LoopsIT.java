package dev.jopher.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.jopher.race.programs.Loops;
import org.junit.jupiter.api.Test;

/** What is recorded for loops over arrays, whose accesses are checked when they end. */
class LoopsIT {
    private static final List<String> RECORDED = List.of(
            "up", "--wwwww-----",
            "down", "-----rrrrr--",
            "strided", "-w--w--w----",
            "strided down", "--w---w---w-",
            "breaks", "rrrrr-------",
            "breaks later", "wwwwr-------",
            "returns", "rrrrr-------",
            "conditional", "w-w-w-------",
            "continues", "wwwwww-r-r-r",
            "counts", "---wwww-----",
            "counts before", "----rrrr----",
            "neighbours", "rrrrrr------",
            "compound", "---www------",
            "while", "wwwww-------",
            "do", "--www-------",
            "for each", "rrrrrrrrrrrr",
            "nested", "wwww--------",
            "fails", "wwwwww------",
            "fails behind", "--------wwww",
            "fails between", "wwww--------",
            "another array", "w-----------",
            "no array", "------------",
            "field", "wwwwwwwwwwww");

    @Test
    void exactlyWhatTheyAccess() {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < RECORDED.size(); i += 2) {
            String words = RECORDED.get(i + 1);
            expected.append(RECORDED.get(i) + ": " + words + " " + words + "\n");
        }
        Agents.Result r = Agents.run("", Loops.class);
        assertThat(r.err()).isEmpty();
        assertThat(r.out()).isEqualTo(expected.toString());
    }
}

package dev.jopher.bench.board;

import static dev.jopher.bench.board.Contestant.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

class FloorTest {
    private static Result result(String name, Contestant c, double nanos) {
        Row row = Rows.ALL.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow();
        var result = new Result(row, 2, Table.RUN, "ns");
        result.add(c, nanos);
        return result;
    }

    private final Result continuation = result("FloorContinuation", JDK, 150);
    private final Result park = result("FloorPark", JDK, 300);
    private final Result sync = result("ChanSync", JOPHER, 450);

    @Test
    void rowsThatSwitchAreMultiplesOfTheFloor() {
        assertThat(FloorSection.markdown(List.of(sync, continuation, park)))
                .contains("| ChanSync | 3.00 | 1.50 |  |\n").doesNotContain("PingPong");
        sync.add(GO, 600);
        assertThat(FloorSection.markdown(List.of(sync, continuation, park)))
                .contains("| ChanSync | 3.00 | 1.50 | 2.00 |\n");
    }

    @Test
    void withoutAFloorThereIsNoTable() {
        assertThat(FloorSection.markdown(List.of(sync, park))).isEmpty();
        assertThat(FloorSection.markdown(List.of())).isEmpty();
    }

    /** Jopher has none of these rows, so another commit has none to compare with. */
    @Test
    void theFloorIsNotComparedWithAnotherCommit() {
        var options = Options.parse(Path.of("bench"), List.of("-against", "HEAD", "-row", "Floor"));
        assertThat(Duels.all(options)).isEmpty();
    }
}

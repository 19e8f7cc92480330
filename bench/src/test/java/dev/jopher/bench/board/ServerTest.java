package dev.jopher.bench.board;

import static dev.jopher.bench.board.Contestant.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;

import dev.jopher.bench.board.ServerLoad.Rate;
import org.junit.jupiter.api.Test;

class ServerTest {
    private static final Options OPTIONS = Options.parse(Path.of("bench"), List.of("-servers"));

    private final ServerResult http = new ServerResult(ServerRow.ALL.get(1));

    private static ServerLoad load(double throughput, double p99) {
        return new ServerLoad(throughput, 20_000, 150_000, p99, 3 * p99, 60_000);
    }

    private String section() {
        return ServerSection.markdown(List.of(http), OPTIONS, "0.01");
    }

    @Test
    void parsesWhatTheGeneratorAnswers() throws WorkerException {
        var load = ServerLoad.of("load 100 51.5 1 2 3 4", 2000);
        assertThat(load).isEqualTo(new ServerLoad(51.5, 20, 1, 2, 3, 4));
        for (String wrong : List.of("error no port", "load 0 0 0 0 0 0")) {
            assertThatExceptionOfType(WorkerException.class)
                    .isThrownBy(() -> ServerLoad.of(wrong, 1)).withMessageContaining(wrong);
        }
    }

    @Test
    void isMeasuredAgainstVirtualThreadsAndGo() {
        http.add(JOPHER, Rate.ALL, load(30_000, 4e6));
        http.add(JDK, Rate.ALL, load(25_000, 5e6));
        http.add(GO, Rate.ALL, load(60_000, 2e6));
        http.add(JOPHER, Rate.MUCH, load(20_000, 1.5e6));
        http.add(JDK, Rate.MUCH, load(20_000, 1e6));
        assertThat(http.slowest()).isEqualTo(25_000);
        assertThat(section()).contains("### ServerHttp\n",
                "| requests per second, as many as it can | 30,000 | 25,000 | 60,000 | 1.20 | 0.50 |",
                "| p99, at 80 % | 1,500 µs | 1,000 µs |  | 1.50 |  |",
                "| lateness of the generator, at 80 % | 60,000 | 60,000 |  |  |  |",
                "| ServerHttp: requests per second, by virtual threads | at least 1 | 1.20 | 1.20 | yes |",
                "| ServerHttp: p99 at 80 %, by virtual threads | at most 1 | 1.50 | 1.50 | **no** |",
                "| ServerHttp: requests per second, by Go | at least 1 | 0.500 | 0.500 | **no** |");
        assertThat(ServerSection.intoJson("{\"rows\":[\n\n]}\n", List.of(http)))
                .contains("\"name\":\"ServerHttp\"", "\"jopher\":3.000e+04");
    }

    @Test
    void whatFailsHasAReasonAndNoFigure() {
        http.add(JOPHER, Rate.ALL, load(30_000, 4e6));
        http.add(JDK, Rate.ALL, load(25_000, 5e6));
        http.fail(JDK, "has ended");
        assertThat(section()).contains("\n- JDK: has ended\n")
                .contains("| requests per second, as many as it can | 30,000 |  |  |  |  |");
        assertThat(ServerSection.progress(http)).contains("JDK: has ended");
        assertThat(ServerSection.markdown(List.of(), OPTIONS, "")).isEmpty();
    }

    @Test
    void rowsAreMeasuredOnlyWhereTheyAreWanted() {
        assertThat(ServerStep.wanted(OPTIONS)).isEqualTo(ServerRow.ALL);
        assertThat(ServerStep.wanted(Options.parse(Path.of("bench"), List.of("-cliffs"))))
                .isEmpty();
        assertThat(ServerStep.wanted(Options.parse(Path.of("bench"), List.of("-quick")))).isEmpty();
        assertThat(ServerStep.wanted(
                Options.parse(Path.of("bench"), List.of("-row", "ServerHttp"))))
                .extracting(ServerRow::name).containsExactly("ServerHttp");
    }
}

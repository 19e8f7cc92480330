package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

/** What counts in a report, and what does not. */
class ReportTest {
    private static final String GO = """
            panic: boom
            goroutine [chan receive]:
            main.main
            goroutine [select]:
            main.main.func2
            created by main.main
            goroutine [chan send]:
            main.send
            created by main.start
            """;

    private static final String OURS = """
            panic: java.lang.IllegalStateException: boom

            goroutine 1 [chan receive]:
            Clash.main(...)
            	Clash.java:9

            goroutine 3 [chan send]:
            Clash.send(...)
            	Clash.java:20
            created by Clash.start in goroutine 7
            	Clash.java:11

            goroutine 2 [select]:
            Clash.main.func1(...)
            	Clash.java:12
            created by Clash.main in goroutine 1
            	Clash.java:10
            """;

    @Test
    void namesIdsPositionsAndOrderDoNotCount() {
        assertThat(report(OURS)).isEqualTo(report(GO));
        assertThat(report(OURS).goroutines()).hasSize(3);
    }

    @Test
    void thoseThatAreToldAsOneCountEach() {
        String folded = OURS.replace("goroutine 3 [", "2 goroutines [")
                .replace("[chan send]:\n", "[chan send]:\n\tgoroutines 3, 4\n");
        String go = GO + "goroutine [chan send]:\nmain.send\ncreated by main.start\n";
        assertThat(report(folded)).isEqualTo(report(go));
    }

    @Test
    void textCounts() {
        assertThat(report(OURS.replace("boom", "bang"))).isNotEqualTo(report(GO));
    }

    @Test
    void statesCount() {
        assertThat(report(OURS.replace("[select]", "[sleep]"))).isNotEqualTo(report(GO));
    }

    @Test
    void functionsCount() {
        assertThat(report(OURS.replace("Clash.send", "Clash.give"))).isNotEqualTo(report(GO));
    }

    @Test
    void creatorsCount() {
        assertThat(report(OURS.replace("by Clash.start", "by Clash.main")))
                .isNotEqualTo(report(GO));
    }

    @Test
    void whoComesFirstCounts() {
        assertThat(report(GO.replace("[chan receive]:\nmain.main\n", "")))
                .isNotEqualTo(report(GO));
    }

    private static Report report(String stderr) {
        return Report.of(List.of(stderr.split("\n")), "Clash");
    }
}

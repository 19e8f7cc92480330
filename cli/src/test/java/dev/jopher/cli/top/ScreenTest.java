package dev.jopher.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

/** Whole screens, of fixed answers. */
class ScreenTest {
    private final View view = new View(Duration.ofSeconds(1));

    private List<String> screen(int width, int height) {
        return Fixtures.lines(
                new Screen(width, height).of(Fixtures.moment(Fixtures.snapshot()), view));
    }

    @Test
    void at80Columns() {
        // @formatter:off
        assertThat(String.join("\n", screen(80, 22))).isEqualTo("""
                jopher top 4711   12:31:07   jopher run Server.java   up 2h5m   cpu 143%
                goroutines 1,012   run 1   ready 9   wait 1,002   created 1,204/s   timers 3
                processors 2   idle 1   switches 120,345/s   steals 12/s   hand-overs 0/s
                run queues 12 3, global 5
                 COUNT   RUN READY   WAIT   SINCE  STATE              CREATED AT
                  1007     0     9    998   3m15s  chan receive +1    Server.java:14
                     4     0     0      4   850ms  chan send          Log.java:7
                     1     1     0      0          running            main









                 FULL       LEN/CAP  SEND  RECV  CHANNEL                 USED AT
                 100%       100/100     4     0  [##########] 0x4d5e6f   Log.java:21
                  30%          3/10     0     0  [###.......] 0x7a7b7c   Server.java:52
                    -           0/0     0   998               0x1b2c3d   Server.java:40
                q quit  h help  enter open  s by count  g by creation  space pause  +- 1s""");
        // @formatter:on
    }

    @Test
    void at40Columns() {
        // @formatter:off
        assertThat(String.join("\n", screen(40, 22))).isEqualTo("""
                jopher top 4711   12:31:07
                jopher run Server.java   up 2h5m
                cpu 143%
                goroutines 1,012   run 1   ready 9
                wait 1,002   created 1,204/s   timers 3
                processors 2   idle 1
                switches 120,345/s   steals 12/s
                hand-overs 0/s
                run queues 12 3, global 5
                 COUNT   RUN   WAIT CREATED AT
                  1007     0    998 Server.java:14
                     4     0      4 Log.java:7
                     1     1      0 main




                 FULL   LEN/CAP  SEND  RECV  CHANNEL
                 100%   100/100     4     0  0x4d5e6f
                  30%      3/10     0     0  0x7a7b7c
                    -       0/0     0   998  0x1b2c3d
                q quit  h help  enter open  s by count..""");
        // @formatter:on
    }

    @Test
    void at200Columns() {
        // @formatter:off
        assertThat(String.join("\n", screen(200, 22))).isEqualTo("""
                jopher top 4711   12:31:07   jopher run Server.java   up 2h5m   cpu 143%
                goroutines 1,012   run 1   ready 9   wait 1,002   created 1,204/s   timers 3
                processors 2   idle 1   switches 120,345/s   steals 12/s   hand-overs 0/s   run queues 12 3, global 5
                 COUNT   RUN READY   WAIT   SINCE  STATE              CREATED AT                                     IS AT                                          WAITING ON
                  1007     0     9    998   3m15s  chan receive +1    Server.java:14 Server.accept                   Server.java:40 Server.handle and others        chan 0/0 0x1b2c3d and others
                     4     0     0      4   850ms  chan send          Log.java:7 Log.start                           Log.java:21 Log.write                          chan 100/100 0x4d5e6f
                     1     1     0      0          running            main                                           Server.java:9 Server.main










                 FULL       LEN/CAP  SEND  RECV  CHANNEL                   SENT AT                    RECEIVED AT
                 100%       100/100     4     0  [##########] 0x4d5e6f     Log.java:21
                  30%          3/10     0     0  [###.......] 0x7a7b7c                                Server.java:52
                    -           0/0     0   998               0x1b2c3d                                Server.java:40
                q quit  h help  enter open  s by count  g by creation  space pause  +- 1s""");
        // @formatter:on
    }

    /** Nothing is drawn outside of any window. */
    @Test
    void everyScreenHasItsSize() {
        view.press(Key.of(Key.Name.ENTER), view.groups(Fixtures.snapshot()));
        for (int width : IntStream.rangeClosed(1, 210).toArray()) {
            for (int height : List.of(1, 2, 5, 10, 24, 50)) {
                List<Styled> drawn = new Screen(width, height)
                        .of(Fixtures.moment(Fixtures.snapshot()), view);
                assertThat(drawn).hasSize(height)
                        .allMatch(l -> l.text().length() <= width);
            }
        }
    }

    @Test
    void anOpenGroupShowsItsParts() {
        view.press(Key.of(Key.Name.ENTER), view.groups(Fixtures.snapshot()));
        assertThat(screen(80, 30)).containsSubsequence(
                "   998     0     0    998   3m15s  chan receive         at Server.java:40",
                "        on chan 0/0 0x1b2c3d and others",
                "        for 12s to 3m15s",
                "        labels {path: /a}",
                "        in Server.handle  Server.java:40",
                "        created by Server.accept  Server.java:14",
                "        goroutine 18, 19, 20, ...",
                "     9     0     9      0          runnable             at Server.java:52",
                "     4     0     0      4   850ms  chan send          Log.java:7");
    }

    @Test
    void whatIsEstimatedIsMarked() {
        List<String> lines = new ArrayList<>(Fixtures.COUNTERS);
        lines.add("pass; counted=1000000; stacks=1000; others=0; nanos=150000000");
        lines.add("group; count=600000; state=sleep; estimated=1; madeAt=A.java:1; madeBy=A.main");
        Snapshot s = Fixtures.answer(lines.toArray(new String[0]));
        Header.Moment m =
                new Header.Moment(Fixtures.SERVER, s, new Rates(0, 0, 0, 0, -1), "12:31:07", -1,
                        Duration.ofSeconds(1), Duration.ofSeconds(3), "");
        assertThat(Fixtures.lines(new Screen(120, 12).of(m, view)))
                .contains("counts by place are estimated from 1,000 stacks   "
                        + "every 3s, because a snapshot takes 150ms")
                .anyMatch(l -> l.startsWith("  600k     0     0   600k"));
        view.press(Key.of('g'), List.of());
        assertThat(Fixtures.lines(new Screen(120, 12).of(m, view)))
                .anyMatch(l -> l.startsWith(" ~600k     0     0   600k"));
    }

    @Test
    void theJdksSchedulerCountsNothing() {
        Snapshot s = Fixtures.answer("jopher; version=1; scheduler=jdk; nanos=1",
                "goroutines; number=1; created=1",
                "processors; number=2; idle=0; threads=0; queues=; switches=0");
        assertThat(Fixtures.lines(new Screen(120, 12).of(Fixtures.moment(s), view)))
                .contains("processors 2   on the JDK's scheduler, which counts no switches and "
                        + "shows no queues");
    }

    @Test
    void textIsNotCut() {
        String text = Screen.text(Fixtures.moment(Fixtures.snapshot()), view, 200);
        assertThat(text).contains("chan 100/100 0x4d5e6f\n").doesNotContain("\033")
                .doesNotContainPattern("(?m) $").endsWith("\n");
    }
}

package dev.jopher.explore.internal.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import dev.jopher.explore.java.ChancePrograms;
import org.junit.jupiter.api.Test;

class ReplayIT {
    private static final Map<String, Runnable> PROGRAMS = Map.of("lost", Programs::lostUpdate,
            "abba", Programs::lockOrder, "select", Programs::unluckySelect, "number",
            ChancePrograms::unluckyNumber, "wait", ChancePrograms::waitWithoutLoop);

    @Test
    void orderRepeatsTheRun() {
        PROGRAMS.forEach((name, body) -> {
            Program p = Programs.of(body);
            for (int seed = 0; seed < 100; seed++) {
                Recording r = Programs.failing(p, seed * 1000);
                Recording again = p.follow(Follower.of(r, false), r.seed());
                assertEquals(r.hash(), again.hash(), name);
                assertEquals(r.verdict(), again.verdict(), name);
            }
        });
    }

    @Test
    void tokenRepeatsTheRun() {
        PROGRAMS.forEach((name, body) -> {
            Program p = Programs.of(body);
            for (int seed = 0; seed < 100; seed++) {
                Recording r = Programs.failing(p, seed * 1000);
                String token = Tokens.of(p, r).toString();
                assertTrue(token.length() <= 200, token);
                Token parsed = Token.parse(token);
                Program.Run run = p.run(new ByChoices(parsed.choices()), parsed.seed(), null);
                assertEquals(r.hash(), run.world().hash(), name);
                assertTrue(run.isSameAs(parsed), name);
            }
        });
    }

    @Test
    void fileRepeatsTheRun() {
        PROGRAMS.forEach((name, body) -> {
            Program p = Programs.of(body);
            for (int seed = 0; seed < 100; seed++) {
                Recording r = Programs.failing(p, seed * 1000);
                String file = ScheduleFile.write(r);
                assertTrue(file.length() <= 10_000, file);
                Replay.Result again = Replay.of(p, ScheduleFile.read(file));
                assertTrue(again.isSame(), file);
                assertEquals(1, again.rounds());
            }
        });
    }

    @Test
    void shrinkingReachesTheMinimum() {
        Map<String, Integer> minimum = Map.of("lost", 1, "abba", 1, "select", 1);
        minimum.forEach((name, fewest) -> {
            Program p = Programs.of(PROGRAMS.get(name));
            for (int seed = 0; seed < 100; seed++) {
                Recording r = Programs.failing(p, seed * 1000);
                Recording shortest =
                        new Shrinker(p, r, 1000, Long.MAX_VALUE / 2).shrink();
                assertTrue(shortest.preemptions() <= fewest, () -> name + '\n'
                        + ScheduleFile.write(shortest));
            }
        });
    }
}

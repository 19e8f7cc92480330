package dev.jopher.explore.internal.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;

import dev.jopher.Go;
import dev.jopher.explore.internal.search.Exploration;
import dev.jopher.explore.internal.search.Failure;
import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.search.Result;
import dev.jopher.explore.internal.world.Goroutines;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.Points;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.Verdict;
import dev.jopher.explore.internal.world.World;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrategiesIT {
    private static final int MAX_STEPS = 10_000;

    @BeforeAll
    static void findLibrary() {
        assertTrue(Goroutines.init(StrategiesIT.class.getClassLoader()));
    }

    private static World run(Strategy s, long seed, Runnable body) {
        var w = new World(s, seed, MAX_STEPS, false, null);
        w.run(body);
        return w;
    }

    /** Two threads write three times each: 6 over 3 orders. */
    private static void writes() {
        var x = new Object();
        var wg = new WaitGroup();
        wg.add(2);
        for (int i = 0; i < 2; i++) {
            Go.go(() -> {
                for (int k = 0; k < 3; k++) {
                    Points.at(Op.WRITE, x);
                }
                wg.done();
            });
        }
        wg.await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "pos", "surw", "late+random", "mixed"})
    void reachesEachOrder(String name) {
        var options = Options.DEFAULT.withStrategy(name).withSchedules(3000);
        Result r = new Exploration(options, StrategiesIT::writes).run();
        assertEquals(20, r.distinct());
    }

    /** A depth of two ordered steps is one change: no order with two changes is reached. */
    @Test
    void pctOfDepthTwoReachesOnlyOrdersWithOneChange() {
        Set<Long> found = new HashSet<>();
        Strategy s = Strategies.of("pct2");
        for (int i = 0; i < 3000; i++) {
            found.add(run(s, SplitMix.mix(5, i), StrategiesIT::writes).orderHash());
        }
        // AAABBB, and a change after the first or second of the other: 3 each.
        assertEquals(6, found.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "pos", "surw", "pct3:20", "sticky", "fair",
        "late+random", "bound:1+random", "fair-after:5+random"})
    void theSameSeedGivesTheSameRun(String spec) {
        long first = run(Strategies.of(spec), 42, StrategiesIT::writes).hash();
        for (int i = 0; i < 1000; i++) {
            assertEquals(first, run(Strategies.of(spec), 42, StrategiesIT::writes).hash());
        }
    }

    /** The bug is that the write of one thread is between two reads of the other: depth 2. */
    private static void depthTwo() {
        var x = new Object();
        int[] value = {0};
        var wg = new WaitGroup();
        wg.add(2);
        Go.go(() -> {
            for (int i = 0; i < 5; i++) {
                Points.at(Op.OTHER, wg);
            }
            Points.at(Op.WRITE, x);
            value[0]++;
            wg.done();
        });
        Go.go(() -> {
            Points.at(Op.READ, x);
            int before = value[0];
            Points.at(Op.READ, x);
            if (value[0] != before) {
                throw new AssertionError("changed");
            }
            wg.done();
        });
        wg.await();
    }

    @Test
    void pctFindsBugsWithItsProbability() {
        Strategy s = Strategies.of("late+pct2");
        World first = run(s, 1, StrategiesIT::depthTwo);
        int found = 0;
        int runs = 20_000;
        for (int i = 0; i < runs; i++) {
            found += run(s, SplitMix.mix(9, i), StrategiesIT::depthTwo).verdict() == Verdict.PANIC
                    ? 1
                    : 0;
        }
        int threads = 3;
        int length = Integer.parseInt(s.spec().substring(s.spec().indexOf(':') + 1));
        assertTrue(length <= first.steps());
        double promised = 1.0 / (threads * length);
        assertTrue(found > promised * runs, found + " of " + runs + ", promised " + promised);
    }

    @Test
    void boundOfPreemptionsHolds() {
        Set<Long> found = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            found.add(run(Strategies.of("bound:0+late+random"), i, StrategiesIT::writes)
                    .orderHash());
        }
        assertEquals(2, found.size());
    }

    @Test
    void exhaustiveKeepsTheBound() {
        var options = Options.DEFAULT.withStrategy("exhaustive").withSchedules(100_000);
        Result none = new Exploration(options.withPreemptions(0), StrategiesIT::writes).run();
        assertTrue(none.complete(), none.toString());
        assertEquals(2, none.distinct());
        Result one = new Exploration(options.withPreemptions(1), StrategiesIT::writes).run();
        assertEquals(6, one.distinct());
        Result all = new Exploration(options, StrategiesIT::writes).run();
        assertEquals(20, all.distinct());
    }

    /** Waits for a thread that a strategy may keep from its turn. */
    private static void polls() {
        boolean[] done = {false};
        Go.go(() -> {
            Points.at(Op.WRITE, done);
            done[0] = true;
        });
        while (!done[0]) {
            Points.at(Op.READ, done);
        }
    }

    private static void polledForever() {
        Object o = new Object();
        Go.go(() -> {});
        while (true) {
            Points.at(Op.READ, o);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pct3", "random", "mixed"})
    void pollingIsNoLivelock(String name) {
        var options = Options.DEFAULT.withStrategy(name).withMaxSteps(1000).withSchedules(100);
        Result r = new Exploration(options, StrategiesIT::polls).run();
        assertNull(r.failure());
        assertTrue(!name.equals("pct3") || r.cutOff() > 0);
    }

    @Test
    void whatNeverEndsIsALivelock() {
        var options = Options.DEFAULT.withMaxSteps(1000).withSchedules(100);
        Failure f = new Exploration(options, StrategiesIT::polledForever).run().failure();
        assertNotNull(f);
        assertEquals(Verdict.TOO_LONG, f.verdict());
        assertTrue(f.isRepeatable());
    }

    private static int calls;

    @Test
    void whatIsNotControlledIsNamed() {
        calls = 0;
        Failure f = new Exploration(Options.DEFAULT.withStrategy("random"), () -> {
            if (calls++ % 2 == 1) {
                Points.at(Op.OTHER, null);
            }
            Points.at(Op.READ, null);
            throw new AssertionError();
        }).run().failure();
        assertNotNull(f);
        assertEquals("step 0: main was about to call, and the first time main was about to read",
                f.divergence());
    }

    @Test
    void specsAreRead() {
        assertEquals("late+pct3:17", spec());
        assertThrows(IllegalArgumentException.class, () -> Strategies.of("best"));
        assertThrows(IllegalArgumentException.class, () -> Strategies.of("pctx"));
    }

    private static String spec() {
        Strategy s = Strategies.of("late+pct3:17");
        s.begin(new SplitMix(1));
        return s.spec();
    }
}

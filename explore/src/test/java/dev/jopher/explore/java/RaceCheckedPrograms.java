package dev.jopher.explore.java;

import java.util.EnumSet;
import java.util.Set;

import dev.jopher.explore.internal.strategy.RandomWalk;
import dev.jopher.explore.internal.world.Goroutines;
import dev.jopher.explore.internal.world.Verdict;
import dev.jopher.explore.internal.world.World;

/** Runs the programs in a JVM with both agents, and prints what differs from what must be. */
final class RaceCheckedPrograms {
    private static final int SCHEDULES = 60;

    /** Threads that nothing orders but time, and an iteration without its lock. */
    private static final Set<String> RACES = Set.of("sleepIsNoOrder", "synchronizedIteration");

    private static int shared;

    private RaceCheckedPrograms() {}

    public static void main(String[] args) {
        boolean unused = Goroutines.init(RaceCheckedPrograms.class.getClassLoader());
        JavaControlIT.programs().forEach(p -> {
            Verdict worst = RACES.contains(p.name()) ? Verdict.RACE : p.worst();
            check(p.name(), p.body(), EnumSet.of(Verdict.PASSED, worst), worst);
        });
        int[] n = {0};
        check("local", () -> race(() -> n[0]++), EnumSet.of(Verdict.RACE), Verdict.RACE);
        check("static", () -> race(() -> shared++), EnumSet.of(Verdict.RACE), Verdict.RACE);
        check("alone", () -> shared++, EnumSet.of(Verdict.PASSED), Verdict.PASSED);
        System.out.println("done");
    }

    private static void race(Runnable body) {
        Thread a = new Thread(body);
        Thread b = new Thread(body);
        a.start();
        b.start();
        JavaPrograms.join(a);
        JavaPrograms.join(b);
    }

    private static void check(String name, Runnable body, Set<Verdict> allowed, Verdict needed) {
        Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
        for (int seed = 0; seed < SCHEDULES; seed++) {
            World w = new World(new RandomWalk(), seed, 100_000, false, null);
            seen.add(w.run(body));
            if (!allowed.contains(w.verdict())) {
                System.out.println(name + ": " + w.verdict() + ' ' + w.failure() + ' ' + w.race());
                return;
            }
        }
        if (!seen.contains(needed)) {
            System.out.println(name + ": never " + needed);
        }
    }
}

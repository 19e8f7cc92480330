package dev.jopher.explore.internal.bubble;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.jopher.explore.internal.report.WaitingThreads;
import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Controllers;
import dev.jopher.explore.internal.world.Goroutines;
import dev.jopher.explore.internal.world.Op;
import dev.jopher.explore.internal.world.SplitMix;
import dev.jopher.explore.internal.world.Strategy;
import dev.jopher.explore.internal.world.Unchecked;
import dev.jopher.explore.internal.world.Verdict;
import dev.jopher.explore.internal.world.World;
import org.jspecify.annotations.Nullable;

/**
 * A run with virtual time, in one order: Go's bubble. Time passes while all its goroutines wait,
 * and ends with main.
 */
public final class Bubble {
    private static final String ALL_BLOCKED = "deadlock: all goroutines in bubble are blocked";
    private static final String SOME_LEFT =
            "deadlock: main bubble goroutine has exited but blocked goroutines remain";

    private Bubble() {}

    /**
     * Runs {@code body} and the goroutines that it starts, until all have ended.
     *
     * @param loader of the program, and so of Jopher's library if it is there
     * @throws AssertionError if they cannot all end
     * @throws Throwable what {@code body} throws, or another goroutine
     */
    public static void run(Callable<?> body, @Nullable ClassLoader loader)
            throws Throwable {
        Ended end = Controllers.call(() -> end(body, loader));
        World w = end.run;
        switch (end.verdict) {
            case PASSED -> {}
            case DEADLOCK -> throw new AssertionError(stuck(ALL_BLOCKED, w));
            case LEAK -> throw new AssertionError(stuck(SOME_LEFT, w));
            default -> {
                Throwable failure = w.failure();
                throw failure == null ? new AssertionError(end.verdict) : failure;
            }
        }
    }

    private static Ended end(Callable<?> body, @Nullable ClassLoader loader) {
        boolean unused = Goroutines.init(
                loader == null ? ClassLoader.getSystemClassLoader() : loader);
        World w = new World(new InTurn(), 1, Integer.MAX_VALUE, true, null);
        w.java.spuriousWakeUps = false;
        w.timeEndsWithMain();
        w.keepsNothing();
        return new Ended(w, w.run(() -> call(body)));
    }

    private record Ended(World run, Verdict verdict) {}

    private static void call(Callable<?> body) {
        try {
            Object unused = body.call();
        } catch (Throwable e) {
            throw Unchecked.rethrow(e);
        }
    }

    private static String stuck(String verdict, World w) {
        List<String> lines = new ArrayList<>();
        lines.add(verdict);
        lines.addAll(WaitingThreads.describe(w.threads()));
        return String.join("\n", lines);
    }

    /** Waits until all other goroutines of the current run wait and no timer is due. */
    public static void awaitOthers() {
        if (!Controllers.isInside()) {
            throw new IllegalStateException("goroutine is not in a bubble");
        }
        Controllers.awaitQuiet();
    }

    /** The thread that has become ready first continues, and keeps on until it waits. */
    private static final class InTurn implements Strategy {
        @Override
        public void begin(SplitMix random) {}

        @Override
        public boolean sees(Op op) {
            return false;
        }

        @Override
        public int pick(ControlledThread[] ready, int n, @Nullable ControlledThread current) {
            return 0;
        }
    }
}

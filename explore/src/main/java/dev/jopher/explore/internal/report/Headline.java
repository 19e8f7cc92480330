package dev.jopher.explore.internal.report;

import dev.jopher.explore.internal.replay.RecordedThread;
import dev.jopher.explore.internal.replay.Recording;
import dev.jopher.explore.internal.world.SystemExit;

/** The verdict in one line. */
public final class Headline {
    private static final int MAX = TextReport.WIDTH;

    private Headline() {}

    public static String of(Recording r) {
        long waiting = r.threads().stream().filter(RecordedThread::isWaiting).count();
        String text = switch (r.verdict()) {
            case PASSED -> "passed";
            case PANIC -> r.failure() instanceof SystemExit e
                    ? "the program ends itself with " + e.getMessage()
                    : "panic: " + r.failure();
            case DEADLOCK -> "deadlock: no thread can continue, and main has not returned";
            case LEAK -> "leak: main has returned, and " + (waiting == 1 ? "a thread still waits"
                    : waiting + " threads still wait");
            case TOO_LONG -> "no end: the run has done " + r.stepCount()
                    + " steps, also when all threads took turns";
            case OUT_OF_TIME -> "given up: the time was over";
            case ABANDONED -> "given up: a thread waits in a class initialiser or in native code";
            case REDUNDANT -> "the same as an earlier schedule";
            case RACE -> "data race: " + (r.failure() == null ? "" : r.failure().getMessage());
        };
        return text.lines().findFirst().orElse("");
    }

    /** Returns an exception in one line. */
    public static String brief(Throwable e) {
        return brief(String.valueOf(e));
    }

    private static String brief(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= MAX ? line : line.substring(0, MAX - 3) + "...";
    }
}

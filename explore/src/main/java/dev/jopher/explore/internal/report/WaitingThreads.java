package dev.jopher.explore.internal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.jopher.explore.internal.world.ControlledThread;
import dev.jopher.explore.internal.world.Goroutines;

/** Where threads wait, and for what: the part of a report about those that cannot continue. */
public final class WaitingThreads {
    private static final int MOST_FRAMES = 10;

    /** The packages of Jopher whose frames say nothing about the program. */
    private static final List<String> LIBRARY = List.of("dev.jopher", "dev.jopher.sync");

    private static final Set<String> API =
            Set.of("dev.jopher.explore.Synctest", "dev.jopher.explore.Explore");

    private static final List<String> HIDDEN =
            List.of("java.", "jdk.", "dev.jopher.internal.", "dev.jopher.explore.internal.",
                    "dev.jopher.race.internal.");

    private WaitingThreads() {}

    /** Returns an empty line and a block for each of those that wait. */
    public static List<String> describe(List<ControlledThread> threads) {
        List<String> lines = new ArrayList<>();
        for (ControlledThread t : threads) {
            if (t.isWaiting()) {
                lines.add("");
                lines.add("goroutine " + t.path() + " [" + reason(t) + "]:");
                String target = Goroutines.waitTarget(t);
                if (!target.isEmpty()) {
                    lines.add("\twaiting on " + target);
                }
                lines.addAll(frames(t));
            }
        }
        return lines;
    }

    private static String reason(ControlledThread t) {
        String reason = Goroutines.waitReason(t);
        return reason != null ? reason : t.op().toString();
    }

    /** Returns the program's frames, as in Go's reports. */
    private static List<String> frames(ControlledThread t) {
        Thread thread = t.thread();
        List<String> lines = new ArrayList<>();
        if (thread != null) {
            for (StackTraceElement e : thread.getStackTrace()) {
                if (!isHidden(e.getClassName()) && lines.size() < MOST_FRAMES) {
                    lines.add("\tat " + e);
                }
            }
        }
        return lines;
    }

    private static boolean isHidden(String className) {
        int dot = className.lastIndexOf('.');
        return API.contains(className.replaceFirst("\\$.*", ""))
                || dot > 0 && LIBRARY.contains(className.substring(0, dot))
                || HIDDEN.stream().anyMatch(className::startsWith);
    }
}

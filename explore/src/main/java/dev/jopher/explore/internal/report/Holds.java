package dev.jopher.explore.internal.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.jopher.explore.internal.replay.RecordedThread;
import dev.jopher.explore.internal.replay.Recording;
import dev.jopher.explore.internal.replay.Step;
import org.jspecify.annotations.Nullable;

/**
 * Which thread holds which lock at a moment of a run. A thread has a lock when it has passed the
 * step that asks for it and, if it had to wait there, has continued for the last time.
 */
final class Holds {
    /** A lock that a thread has, and since which step. */
    record Hold(RecordedThread thread, Step since) {}

    private final Map<Integer, List<Hold>> byObject = new HashMap<>();
    private final Map<RecordedThread, Integer> resumes = new HashMap<>();

    /** Takes an event into account. */
    void after(Recording.Event e) {
        Step s = e.step();
        if (s == null || s.object() < 0) {
            return;
        }
        int n = e.isPass() ? 0 : resumes.merge(e.thread(), 1, Integer::sum);
        if (e.isPass()) {
            resumes.remove(e.thread());
        }
        boolean waitsOn = s == e.thread().last() && e.thread().isWaiting();
        if (isLock(s) && n == s.resumes() && !waitsOn) {
            byObject.computeIfAbsent(s.object(), k -> new ArrayList<>())
                    .add(new Hold(e.thread(), s));
        } else if (e.isPass() && isRelease(s)) {
            List<Hold> holds = byObject.get(s.object());
            if (holds != null && !holds.isEmpty()) {
                remove(holds, e.thread());
            }
        }
    }

    private static void remove(List<Hold> holds, RecordedThread by) {
        for (int i = holds.size() - 1; i >= 0; i--) {
            if (holds.get(i).thread == by) {
                holds.remove(i);
                return;
            }
        }
        holds.removeFirst(); // released by another thread
    }

    private static boolean isLock(Step s) {
        return switch (s.op) {
            case LOCK, RLOCK, ACQUIRE, ENTER -> true;
            default -> false;
        };
    }

    private static boolean isRelease(Step s) {
        return switch (s.op) {
            case UNLOCK, RUNLOCK, RELEASE, EXIT -> true;
            default -> false;
        };
    }

    /** Returns the threads that hold at this moment what a step asks for; empty if none does. */
    List<Hold> of(Step s) {
        return !isLock(s) ? List.of() : byObject.getOrDefault(s.object(), List.of());
    }

    /** Returns them as text, each with its line; "itself" for the one that asks. */
    String holders(Step s, @Nullable RecordedThread asking) {
        return of(s).stream().map(h -> {
            StackTraceElement site = h.since.site();
            return (h.thread == asking ? "itself" : h.thread.path)
                    + (site == null ? "" : " since line " + site.getLineNumber());
        }).collect(Collectors.joining(", "));
    }
}

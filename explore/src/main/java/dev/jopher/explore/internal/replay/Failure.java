package dev.jopher.explore.internal.replay;

import java.util.List;

import dev.jopher.explore.internal.world.ProgramFrames;
import org.jspecify.annotations.Nullable;

/** What two runs have in common that fail in the same way: the verdict, and where. */
public final class Failure {
    private Failure() {}

    /** Returns equal texts for runs that fail in the same way. */
    public static String of(Recording r) {
        StringBuilder text = new StringBuilder(r.verdict().name());
        Throwable e = r.failure();
        if (e != null) {
            text.append(' ').append(e.getClass().getName()).append(' ').append(place(e));
        } else {
            r.threads().stream().filter(RecordedThread::isWaiting).map(Failure::wait).sorted()
                    .forEach(text::append);
        }
        return text.toString();
    }

    private static String place(Throwable e) {
        List<StackTraceElement> frames = ProgramFrames.of(e, 1);
        return frames.isEmpty() ? "" : String.valueOf(frames.getFirst());
    }

    private static String wait(RecordedThread t) {
        @Nullable Step last = t.last();
        return " " + (last == null ? "start" : last.op);
    }
}

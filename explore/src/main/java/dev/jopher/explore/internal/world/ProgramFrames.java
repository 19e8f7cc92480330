package dev.jopher.explore.internal.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Which frames of a stack are the program's: not the JDK's, nor ours. */
public final class ProgramFrames {
    private static final StackWalker WALKER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final String OURS = "dev.jopher.";

    /** The JDK, and what runs tests and checks values in them. */
    private static final List<String> NOT_THE_PROGRAM = List.of("java.", "jdk.", "javax.", "sun.",
            "org.junit.", "org.opentest4j.", "org.assertj.");

    /** Our packages whose classes are named here are ours, all others in them are tests. */
    private static final Set<String> API = Set.of("dev.jopher.explore.Explore",
            "dev.jopher.explore.Outcomes", "dev.jopher.explore.Linearizable",
            "dev.jopher.explore.ExplorationFailure", "dev.jopher.explore.Synctest",
            "dev.jopher.explore.Session", "dev.jopher.explore.OutcomeCollector");

    private ProgramFrames() {}

    /** Returns the innermost frame of the program in the current thread; null if there is none. */
    public static StackWalker.@Nullable StackFrame innermost() {
        return WALKER.walk(all -> {
            var frames = all.iterator();
            while (frames.hasNext()) {
                StackWalker.StackFrame f = frames.next();
                if (isProgram(f.getClassName())) {
                    return f;
                }
            }
            return null;
        });
    }

    /** Returns the first frames of the program in an exception, at most {@code max}. */
    public static List<StackTraceElement> of(Throwable e, int max) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (StackTraceElement f : e.getStackTrace()) {
            if (frames.size() < max && isProgram(f.getClassName())) {
                frames.add(f);
            }
        }
        return frames;
    }

    public static boolean isProgram(String type) {
        return NOT_THE_PROGRAM.stream().noneMatch(type::startsWith)
                && (!type.startsWith(OURS) || !isOurs(type));
    }

    private static boolean isOurs(String type) {
        int dot = type.lastIndexOf('.');
        String room = type.substring(OURS.length() - 1, dot) + '.';
        if (room.startsWith(".explore.")) {
            int dollar = type.indexOf('$');
            return room.startsWith(".explore.internal.")
                    || API.contains(dollar < 0 ? type : type.substring(0, dollar));
        }
        return room.startsWith(".internal.") || room.startsWith(".race.") || room.equals(".")
                || room.equals(".sync.") || room.equals(".cli.") || room.equals(".junit.");
    }
}

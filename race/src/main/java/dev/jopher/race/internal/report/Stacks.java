package dev.jopher.race.internal.report;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The program's frames of the current thread. Those of the JDK, of Jopher and of the detector are
 * left out, also between two frames of the program. Uses no lambda: it runs inside of hooks, where
 * the JVM may be about to link one.
 */
public final class Stacks {
    /** How many frames of a thread's start reports show. */
    public static final int OF_START = 3;

    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final String LIBRARY = "dev.jopher.";

    private Stacks() {}

    /** Returns the innermost frames of the program, at most {@code max}. */
    public static List<StackTraceElement> here(int max) {
        try {
            return elements(WALKER.walk(new Innermost(max)));
        } catch (StackOverflowError | InternalError e) {
            return List.of(); // the JDK's StackWalker throws an InternalError on a full stack
        }
    }

    /** Like {@link #here}, in the form that costs least; {@link #elements} reads it. */
    public static List<StackFrame> frames(int max) {
        try {
            return WALKER.walk(new Innermost(max));
        } catch (StackOverflowError | InternalError e) {
            return List.of();
        }
    }

    static List<StackTraceElement> elements(List<StackFrame> frames) {
        List<StackTraceElement> elements = new ArrayList<>(frames.size());
        for (int i = 0; i < frames.size(); i++) {
            elements.add(frames.get(i).toStackTraceElement());
        }
        return elements;
    }

    private record Innermost(int max) implements Function<Stream<StackFrame>, List<StackFrame>> {
        @Override
        public List<StackFrame> apply(Stream<StackFrame> all) {
            List<StackFrame> frames = new ArrayList<>(max);
            Iterator<StackFrame> i = all.iterator();
            while (i.hasNext() && frames.size() < max) {
                StackFrame f = i.next();
                if (isProgram(f.getClassName()) && !f.getMethodName().startsWith("$race$")) {
                    frames.add(f);
                }
            }
            return frames;
        }
    }

    /** Returns whether a class is the program's: not the JDK's, nor ours. */
    static boolean isProgram(String type) {
        return !type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("javax.")
                && !type.startsWith("sun.") && !isLibrary(type);
    }

    /** Excludes the classes of tests, which are in the packages that they test. */
    private static boolean isLibrary(String type) {
        if (!type.startsWith(LIBRARY)) {
            return false;
        }
        int dot = type.lastIndexOf('.');
        int end = type.indexOf('$', dot);
        String simple = type.substring(dot + 1, end < 0 ? type.length() : end);
        if (simple.endsWith("Test") || simple.endsWith("IT")) {
            return false;
        }
        return type.startsWith("internal.", LIBRARY.length())
                || type.startsWith("race.internal.", LIBRARY.length())
                || type.startsWith("explore.internal.", LIBRARY.length())
                || isIn("", type, dot) || isIn("sync.", type, dot) || isIn("cli.", type, dot)
                || isIn("race.", type, dot);
    }

    private static boolean isIn(String part, String type, int dot) {
        return dot + 1 == LIBRARY.length() + part.length()
                && type.startsWith(part, LIBRARY.length());
    }
}

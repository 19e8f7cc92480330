package dev.jopher.internal.report;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Stack frames in Go's layout and with Go's names: {@code Sheep.main.func1} for
 * {@code Sheep.lambda$main$0}.
 */
public final class Frames {
    private static final Set<String> OURS =
            Set.of("dev.jopher", "dev.jopher.sync", "dev.jopher.nats", "dev.jopher.cli");

    private static final String INTERNAL = "dev.jopher.internal.";

    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.*)\\$(\\d{1,9})");

    private static final int MAX_HERE = 16;

    private Frames() {}

    /**
     * Returns the user's frames of the current thread, innermost first. Omits the outer ones of a
     * deep stack.
     */
    public static List<StackTraceElement> here() {
        return StackWalker.getInstance().walk(frames -> frames
                .filter(f -> isUser(f.getClassName()))
                .limit(MAX_HERE)
                .map(StackWalker.StackFrame::toStackTraceElement)
                .toList());
    }

    /** Returns the user's frames of {@code stack}, in their order. */
    public static List<StackTraceElement> user(StackTraceElement[] stack) {
        return Stream.of(stack).filter(f -> isUser(f.getClassName())).toList();
    }

    /** Returns whether a frame is the user's: neither ours nor the JDK's. */
    public static boolean isUser(String className) {
        return !isOurs(className) && !isJdk(className) && !className.contains("$$Lambda");
    }

    /** Returns whether a class belongs to this library. */
    public static boolean isOurs(String className) {
        int dot = className.lastIndexOf('.');
        String packageName = dot < 0 ? "" : className.substring(0, dot);
        return (OURS.contains(packageName) || packageName.startsWith(INTERNAL))
                && isLibraryClass(className.substring(dot + 1));
    }

    /** Excludes tests, which are in the packages that they test. */
    private static boolean isLibraryClass(String simpleName) {
        int end = simpleName.indexOf('$');
        String top = end < 0 ? simpleName : simpleName.substring(0, end);
        return !top.endsWith("Test") && !top.endsWith("Tests") && !top.endsWith("IT");
    }

    public static boolean isJdk(String className) {
        return className.startsWith("java.")
                || className.startsWith("jdk.")
                || className.startsWith("javax.")
                || className.startsWith("sun.");
    }

    /**
     * Returns the class without its package, and the method. A lambda has Go's name for a function
     * literal.
     */
    public static String function(StackTraceElement f) {
        String className = f.getClassName();
        String simple = className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
        return simple + "." + methodName(f.getMethodName());
    }

    private static String methodName(String name) {
        Matcher lambda = LAMBDA.matcher(name);
        if (!lambda.matches()) {
            return name;
        }
        return lambda.group(1) + ".func" + (Integer.parseInt(lambda.group(2)) + 1);
    }

    /** Appends two lines, as Go prints a frame. */
    public static void append(StringBuilder out, StackTraceElement f) {
        out.append(function(f)).append("(...)\n");
        appendPosition(out, f);
    }

    /** Appends the line with file and line number. */
    public static void appendPosition(StringBuilder out, StackTraceElement f) {
        out.append('\t').append(position(f)).append('\n');
    }

    /** Returns the position, such as {@code Sheep.java:12}. */
    public static String position(StackTraceElement f) {
        String file = f.getFileName() == null ? "(unknown)" : f.getFileName();
        return f.getLineNumber() >= 0 ? file + ':' + f.getLineNumber() : file;
    }
}

package dev.jopher.runtime;

import java.util.function.Supplier;

/**
 * What Go prints when a panic ends the process: the panic, the goroutine, its stack, who created it.
 *
 * <p>What this library throws has Go's texts and is printed as Go prints it ("panic: send on closed
 * channel"); other exceptions come with their class ("panic: java.lang.IllegalStateException: boom").
 */
final class PanicReport {
    private static final int MAX_CAUSES = 16;

    /** So many an exception has at most, unless the JVM is told otherwise ({@code -XX:MaxJavaStackTraceDepth}). */
    private static final int JVM_FRAMES = 1024;

    /** Go tells the limit; here the threads have it that run goroutines. */
    private static final String STACK_OVERFLOW =
            "runtime: goroutine stack exceeds its limit\nfatal error: stack overflow";

    private static final String OUT_OF_MEMORY = "runtime: out of memory";
    private static final String FATAL_OUT_OF_MEMORY = "\nfatal error: out of memory";

    private PanicReport() {}

    static String of(G g, Throwable e) {
        StringBuilder out = new StringBuilder(firstLine(e)).append('\n');
        String hint = hint(e);
        if (!hint.isEmpty()) {
            out.append('\t').append(hint).append('\n');
        }
        out.append("\ngoroutine ").append(g.id()).append(" [running]:\n");
        appendFrames(out, e);
        Dump.appendCreator(out, g);
        appendSuppressed(out, e);
        Throwable cause = e.getCause();
        for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
            append(out, "caused by: ", cause);
            appendSuppressed(out, cause);
        }
        return out.toString();
    }

    /** What a try statement's resource threw when it was closed, say. */
    private static void appendSuppressed(StringBuilder out, Throwable e) {
        for (Throwable s : e.getSuppressed()) {
            append(out, "suppressed: ", s);
        }
    }

    private static void append(StringBuilder out, String what, Throwable e) {
        out.append('\n').append(what).append(indented(text(e, e::toString))).append('\n');
        appendFrames(out, e);
    }

    /** As much as can be told without memory. */
    static String inShort(Throwable e) {
        return e instanceof OutOfMemoryError ? OUT_OF_MEMORY + FATAL_OUT_OF_MEMORY + "\n"
                : "panic: (no memory to tell what)\n";
    }

    private static String firstLine(Throwable e) {
        if (e instanceof StackOverflowError) {
            return STACK_OVERFLOW;
        }
        if (e instanceof OutOfMemoryError) {
            return OUT_OF_MEMORY + ": " + text(e, () -> String.valueOf(e.getMessage()))
                    + FATAL_OUT_OF_MEMORY;
        }
        String message = isOurs(e) ? e.getMessage() : null;
        if (message == null) {
            return "panic: " + indented(text(e, e::toString));
        }
        return (e instanceof IllegalMonitorStateException ? "fatal error: " : "panic: ")
                + indented(message);
    }

    /** What {@code e} says of itself; if it fails to, the process must still end with a report. */
    private static String text(Throwable e, Supplier<String> toString) {
        try {
            return toString.get();
        } catch (Throwable second) {
            return e.getClass().getName() + " (panic while printing panic value: "
                    + second.getClass().getName() + ")";
        }
    }

    /** Go 1.23: the lines after the first are indented, so that a message cannot look like a stack. */
    private static String indented(String message) {
        return message.replace("\n", "\n\t");
    }

    /** Whether this library threw it: itself, or by asking {@code Objects.requireNonNull}. */
    private static boolean isOurs(Throwable e) {
        for (StackTraceElement f : e.getStackTrace()) {
            if (!f.getClassName().equals("java.util.Objects")) {
                return Frames.isOurs(f.getClassName());
            }
        }
        return false;
    }

    /** Object's final methods compile where Go's names were meant. */
    private static String hint(Throwable e) {
        if (!(e instanceof IllegalMonitorStateException)) {
            return "";
        }
        for (StackTraceElement f : e.getStackTrace()) {
            if (!f.getClassName().equals("java.lang.Object")) {
                break;
            }
            switch (f.getMethodName()) {
                case "wait":
                    return "did you mean await()?";
                case "notify":
                    return "did you mean signal()?";
                case "notifyAll":
                    return "did you mean broadcast()?";
                default:
                    break;
            }
        }
        return "";
    }

    private static void appendFrames(StringBuilder out, Throwable e) {
        StackTraceElement[] stack = e.getStackTrace();
        Dump.appendUserFrames(out, stack, stack.length >= JVM_FRAMES);
    }
}

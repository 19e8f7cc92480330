package dev.jopher.internal.program;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import dev.jopher.internal.dump.DumpText;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.report.Frames;
import dev.jopher.internal.report.SafeThrowable;
import dev.jopher.internal.report.ShortPanic;

/**
 * What Go prints when a panic ends the process: the panic, the goroutine, its stack, its creator.
 *
 * <p>Exceptions that this library throws have Go's texts and are printed as Go prints them ("panic:
 * send on closed channel"). Other exceptions come with their class ("panic:
 * java.lang.IllegalStateException: boom").
 *
 * <p>Whatever the exception's own methods do, there is a report: they are called through {@link
 * SafeThrowable}.
 */
public final class PanicReport {
    private static final int MAX_CAUSES = 16;

    /** Maximum number for each exception; a retry in a loop may have added a million. */
    private static final int MAX_SUPPRESSED = 16;

    /**
     * Maximum number of frames of an exception, unless {@code -XX:MaxJavaStackTraceDepth} sets
     * another.
     */
    private static final int JVM_FRAMES = 1024;

    /** Go prints the limit; here the carriers' threads have it. */
    private static final String STACK_OVERFLOW =
            "runtime: goroutine stack exceeds its limit\nfatal error: stack overflow";

    private PanicReport() {}

    public static String of(G g, Throwable e) {
        StringBuilder out = new StringBuilder(firstLine(e)).append('\n');
        String hint = hint(e);
        if (!hint.isEmpty()) {
            out.append('\t').append(hint).append('\n');
        }
        out.append("\ngoroutine ").append(g.id()).append(" [running]");
        DumpText.appendLabels(out, g);
        out.append(":\n");
        appendFrames(out, e);
        DumpText.appendCreator(out, g, false);
        appendSuppressed(out, e);
        appendCauses(out, e);
        return out.toString();
    }

    /** Appends each cause once, though the chain may be a cycle. */
    private static void appendCauses(StringBuilder out, Throwable e) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(e);
        Throwable cause = SafeThrowable.cause(e);
        while (cause != null && seen.size() <= MAX_CAUSES && seen.add(cause)) {
            append(out, "caused by: ", cause);
            appendSuppressed(out, cause);
            cause = SafeThrowable.cause(cause);
        }
    }

    /**
     * Appends suppressed exceptions, such as one that a try statement's resource threw when it was
     * closed.
     */
    private static void appendSuppressed(StringBuilder out, Throwable e) {
        Throwable[] all = e.getSuppressed(); // a final method
        for (int i = 0; i < all.length && i < MAX_SUPPRESSED; i++) {
            append(out, "suppressed: ", all[i]);
        }
        if (all.length > MAX_SUPPRESSED) {
            out.append("\n...").append(all.length - MAX_SUPPRESSED)
                    .append(" suppressed exceptions elided...\n");
        }
    }

    private static void append(StringBuilder out, String what, Throwable e) {
        out.append('\n').append(what).append(indented(SafeThrowable.text(e))).append('\n');
        appendFrames(out, e);
    }

    private static String firstLine(Throwable e) {
        if (e instanceof StackOverflowError) {
            return STACK_OVERFLOW;
        }
        if (e instanceof OutOfMemoryError) {
            return ShortPanic.OUT_OF_MEMORY + ": " + SafeThrowable.message(e)
                    + ShortPanic.FATAL_OUT_OF_MEMORY;
        }
        String message = isOurs(e) ? SafeThrowable.messageOrNull(e) : null;
        if (message == null) {
            return "panic: " + indented(SafeThrowable.text(e));
        }
        return (e instanceof IllegalMonitorStateException ? "fatal error: " : "panic: ")
                + indented(message);
    }

    /**
     * Indents the lines after the first as Go 1.23 does, so that a message cannot look like a
     * stack.
     */
    private static String indented(String message) {
        return message.replace("\n", "\n\t");
    }

    /** Returns whether this library threw it, itself or by {@code Objects.requireNonNull}. */
    private static boolean isOurs(Throwable e) {
        for (StackTraceElement f : SafeThrowable.stack(e)) {
            if (!f.getClassName().equals("java.util.Objects")) {
                return Frames.isOurs(f.getClassName());
            }
        }
        return false;
    }

    /** Returns a hint for Object's final methods, which compile where Go's names were meant. */
    private static String hint(Throwable e) {
        if (!(e instanceof IllegalMonitorStateException)) {
            return "";
        }
        for (StackTraceElement f : SafeThrowable.stack(e)) {
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
        StackTraceElement[] stack = SafeThrowable.stack(e);
        DumpText.appendUserFrames(out, stack, stack.length >= JVM_FRAMES);
    }
}

package dev.jopher.race.internal.report;

import java.util.List;
import java.util.Optional;

import dev.jopher.race.Race.Access;
import dev.jopher.race.Race.Actor;
import dev.jopher.race.Race.Element;
import dev.jopher.race.Race.Kind;
import dev.jopher.race.Race.Lock;
import dev.jopher.race.Race.Operation;

/**
 * A race in the format of Go's race detector, with names in the place of addresses. Has at most 60
 * lines.
 */
final class ReportText {
    static final String LINE = "==================\n";

    private final StringBuilder out = new StringBuilder();

    static String of(Access access, Access previous) {
        ReportText text = new ReportText();
        text.out.append(LINE).append("WARNING: DATA RACE\n");
        text.access(access, access.kind() == Kind.WRITE ? "Write" : "Read");
        text.access(previous, previous.kind() == Kind.WRITE ? "Previous write" : "Previous read");
        text.created(access.thread());
        if (!previous.thread().equals(access.thread())) {
            text.created(previous.thread());
        }
        text.order(access, previous);
        return text.out.append(LINE).toString();
    }

    private void access(Access a, String does) {
        out.append(does).append(" of ");
        variable(a);
        out.append(" by ");
        who(a.thread());
        out.append(":\n");
        frames(a.stack());
        out.append('\n');
    }

    /** Appends {@code Account.balance}, {@code element 3 of Matrix.rows (double[])}. */
    private void variable(Access a) {
        String name = shortName(a.variable()).replace('$', '.');
        Element e = a.element();
        if (e == null) {
            out.append(name);
            return;
        }
        out.append("element ").append(e.index()).append(" of ");
        if (e.array().isEmpty() && name.endsWith("]")) {
            out.append(name);
            return;
        }
        out.append(e.array().isEmpty()
                ? "an array"
                : shortName(e.array()).replace('$', '.'));
        out.append(" (").append(name).append(')');
    }

    private void order(Access access, Access previous) {
        out.append("Nothing orders the two accesses:\n");
        order(access, "acquired nothing before its ", "acquired last by ");
        order(previous, "released nothing after its ", "released after its ");
        locks(access);
        locks(previous);
    }

    private void order(Access a, String none, String some) {
        Optional<Operation> o = a.order().operation();
        if (o == null || o.isPresent() && o.get().name().isEmpty() && some.endsWith("by ")) {
            return;
        }
        out.append("  ");
        who(a.thread());
        out.append(' ');
        if (o.isEmpty()) {
            out.append(none).append(a.kind()).append('\n');
            return;
        }
        out.append(some);
        if (some.endsWith("its ")) {
            out.append(a.kind()).append(" by ");
        }
        operation(o.get());
    }

    private void operation(Operation o) {
        StackTraceElement place = o.place();
        if (place == null) {
            out.append("an operation of a library\n");
            return;
        }
        out.append(o.name()).append(" at ");
        position(out, place);
        out.append('\n');
    }

    private void locks(Access a) {
        List<Lock> locks = a.order().locks();
        if (locks == null) {
            return;
        }
        out.append("  ");
        who(a.thread());
        out.append(locks.isEmpty() ? " held no lock" : " held ");
        for (int i = 0; i < locks.size(); i++) {
            Lock l = locks.get(i);
            out.append(i == 0 ? "" : ", ").append(l.name()).append(" locked at ");
            position(out, l.place());
            out.append(l.isOfBoth() ? " (the same)" : "");
        }
        out.append('\n');
    }

    /** Appends {@code goroutine 7}, {@code main goroutine}, {@code thread 23 "pool-1-thread-1"}. */
    private void who(Actor a) {
        if (isMain(a)) {
            out.append(a.isGoroutine() ? "main goroutine" : "main thread");
        } else if (a.number() == 0) {
            out.append("a thread that has ended");
        } else {
            out.append(a.isGoroutine() ? "goroutine " : "thread ").append(a.number());
            if (!a.name().isEmpty()) {
                out.append(" (").append(a.name()).append(')');
            }
        }
    }

    /** Without {@code Go.run}, the first goroutine of a program is one like the others. */
    private static boolean isMain(Actor a) {
        return a.number() == 1 && a.created().isEmpty();
    }

    private void created(Actor a) {
        if (isMain(a) || a.number() == 0) {
            return;
        }
        out.append(a.isGoroutine() ? "Goroutine " : "Thread ").append(a.number()).append(" (")
                .append(a.state()).append(')');
        if (a.created().isEmpty()) {
            out.append("\n\n");
            return;
        }
        out.append(" created at:\n");
        frames(a.created());
        out.append('\n');
    }

    private void frames(List<StackTraceElement> frames) {
        for (StackTraceElement f : frames) {
            out.append("  ");
            function(out, f);
            out.append("()\n      ");
            position(out, f);
            out.append('\n');
        }
    }

    /** Appends the class without its package, and the method; a lambda as Go names it. */
    static void function(StringBuilder out, StackTraceElement f) {
        out.append(shortName(f.getClassName()).replace('$', '.')).append('.');
        String method = f.getMethodName();
        int last = method.lastIndexOf('$');
        if (method.startsWith("lambda$") && last > "lambda$".length()
                && isNumber(method, last + 1)) {
            out.append(method, "lambda$".length(), last).append(".func")
                    .append(Integer.parseInt(method.substring(last + 1)) + 1);
        } else {
            out.append(method);
        }
    }

    private static boolean isNumber(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < text.length() && text.length() - from < 9;
    }

    static void position(StringBuilder out, StackTraceElement f) {
        String file = f.getFileName();
        String strip = RaceLog.options().stripPathPrefix();
        String path = file == null ? "(unknown)" : path(f.getClassName(), file);
        out.append(path, path.startsWith(strip) ? strip.length() : 0, path.length());
        if (f.getLineNumber() >= 0) {
            out.append(':').append(f.getLineNumber());
        }
    }

    /** Returns the file with the directories of its package, as in a source tree. */
    private static String path(String type, String file) {
        int end = type.lastIndexOf('.');
        return new StringBuilder(type.substring(0, end + 1).replace('.', '/')).append(file)
                .toString();
    }

    /** Returns a name without its package: {@code Account.balance} of {@code acme.Account.balance}. */
    static String shortName(String name) {
        int from = 0;
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', from)) {
            if (!Character.isLowerCase(name.charAt(from)) || isLast(name, dot)) {
                break;
            }
            from = dot + 1;
        }
        return name.substring(from);
    }

    /** Returns whether what follows the dot is a field of a class whose name begins in lower case. */
    private static boolean isLast(String name, int dot) {
        return name.indexOf('.', dot + 1) < 0 && name.indexOf('$') < 0
                && Character.isLowerCase(name.charAt(dot + 1));
    }
}

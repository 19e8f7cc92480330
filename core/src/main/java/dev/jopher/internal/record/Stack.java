package dev.jopher.internal.record;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.stream.Stream;

import dev.jopher.internal.report.Frames;

/**
 * The program's frames of one stack, the innermost first. Two stacks are equal if they are at the
 * same instructions; which lines those are is found out by the writer.
 */
final class Stack {
    private static final int MOST_FRAMES = 16;

    /** The walk of a deep recursion ends here. */
    private static final int MOST_WALKED = 64;

    private static final StackWalker WALKER = StackWalker.getInstance();

    private final StackFrame[] frames;
    private final int hash;

    private Stack(List<StackFrame> frames) {
        this.frames = frames.toArray(StackFrame[]::new);
        int h = 0;
        for (StackFrame f : this.frames) {
            h = 31 * (31 * h + f.getMethodName().hashCode()) + f.getByteCodeIndex();
        }
        this.hash = h;
    }

    /** Returns that of the current thread. */
    static Stack here() {
        return new Stack(WALKER.walk(Stack::user));
    }

    private static List<StackFrame> user(Stream<StackFrame> all) {
        return all.limit(MOST_WALKED).filter(f -> Frames.isUser(f.getClassName()))
                .limit(MOST_FRAMES).toList();
    }

    StackTraceElement[] elements() {
        return Stream.of(frames).map(StackFrame::toStackTraceElement)
                .toArray(StackTraceElement[]::new);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Stack s) || s.hash != hash || s.frames.length != frames.length) {
            return false;
        }
        for (int i = 0; i < frames.length; i++) {
            StackFrame a = frames[i];
            StackFrame b = s.frames[i];
            if (a.getByteCodeIndex() != b.getByteCodeIndex()
                    || !a.getMethodName().equals(b.getMethodName())
                    || !a.getClassName().equals(b.getClassName())) {
                return false;
            }
        }
        return true;
    }
}

package dev.jopher.runtime;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The line of a {@code go} statement, for "created by". Each line is kept once, however many goroutines it made.
 *
 * <p>A walk of the stack takes about a microsecond, more than all the rest of creating a goroutine. But the
 * class of a lambda or method reference nearly always stands for one go statement. So the line is remembered
 * by the function's class: looked up the first {@value #ALWAYS} times and then one time in {@value
 * #ONE_IN}, and every time once a class was seen at two lines.
 */
final class CreationSite {
    private static final int ALWAYS = 16;
    private static final int ONE_IN = 64;

    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final ConcurrentHashMap<Key, CreationSite> SITES = new ConcurrentHashMap<>();

    private static final ClassValue<Memory> BY_CLASS = new ClassValue<>() {
        @Override
        protected Memory computeValue(Class<?> type) {
            return new Memory();
        }
    };

    private record Key(String className, String method, int bytecodeIndex) {}

    private final StackTraceElement frame;

    private CreationSite(StackTraceElement frame) {
        this.frame = frame;
    }

    /** Where user code on the current thread's stack starts {@code function}; null if there is no user code. */
    static @Nullable CreationSite of(Object function) {
        return BY_CLASS.get(function.getClass()).site();
    }

    /** What is known of one class of functions. Unsynchronised: a race costs a walk, or counts one too few. */
    private static final class Memory {
        private int uses;
        private boolean atSeveralSites;
        private @Nullable CreationSite last;

        @Nullable CreationSite site() {
            CreationSite known = last;
            int n = uses++;
            if (known != null && !atSeveralSites && (n < 0 || n >= ALWAYS) && n % ONE_IN != 0) {
                return known;
            }
            CreationSite seen = walk();
            if (known != null && known != seen) {
                atSeveralSites = true;
            }
            last = seen;
            return seen;
        }
    }

    private static @Nullable CreationSite walk() {
        return WALKER.walk(CreationSite::firstUserFrame).map(CreationSite::at).orElse(null);
    }

    private static Optional<StackWalker.StackFrame> firstUserFrame(
            Stream<StackWalker.StackFrame> frames) {
        return frames.filter(f -> Frames.isUser(f.getClassName())).findFirst();
    }

    private static CreationSite at(StackWalker.StackFrame f) {
        Key key = new Key(f.getClassName(), f.getMethodName(), f.getByteCodeIndex());
        CreationSite site = SITES.get(key);
        return site != null
                ? site
                : SITES.computeIfAbsent(key, k -> new CreationSite(f.toStackTraceElement()));
    }

    StackTraceElement frame() {
        return frame;
    }
}

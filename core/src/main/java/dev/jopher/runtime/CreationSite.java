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
 * by the function's class: looked up the first {@value #ALWAYS} times, then one time in {@value #ONE_IN}, and after
 * {@value #COUNTED} times one in {@value #ONE_OF_MANY_IN}; and every time once a class was seen at two lines.
 *
 * <p>One in {@value #ONE_IN} for ever, counted for the class, made a chain of goroutines of which each starts the next half
 * as slow again (114 ns and 79 for each; 2 cores, JDK 25.0.3, parallel collector, medians of nine pairs of processes).
 */
final class CreationSite {
    private static final int ALWAYS = 16;
    private static final int ONE_IN = 64;
    private static final int COUNTED = 1024;
    private static final int ONE_OF_MANY_IN = 16384;

    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final ConcurrentHashMap<Key, CreationSite> SITES = new ConcurrentHashMap<>();

    private static final ClassValue<Memory> BY_CLASS = new ClassValue<>() {
        @Override
        protected Memory computeValue(Class<?> type) {
            return new Memory();
        }
    };

    /** No user code starts it. */
    private static final CreationSite NOWHERE =
            new CreationSite(new StackTraceElement("", "", null, -1));

    private record Key(String className, String method, int bytecodeIndex) {}

    private final StackTraceElement frame;

    private CreationSite(StackTraceElement frame) {
        this.frame = frame;
    }

    /** Where user code on the current thread's stack starts {@code function}; null if there is no user code. */
    static @Nullable CreationSite of(Object function, G creator) {
        return BY_CLASS.get(function.getClass()).site(creator);
    }

    /**
     * What is known of one class of functions, which may be that no user code starts them: a server of the JDK's does.
     * Unsynchronised: a race costs a walk, or counts one too few.
     */
    private static final class Memory {
        private int uses;
        private boolean atSeveralSites;
        private @Nullable CreationSite last;

        @Nullable CreationSite site(G creator) {
            CreationSite known = last;
            if (known == null || atSeveralSites || isToBeLookedUp(creator)) {
                known = lookUp();
            }
            return known == NOWHERE ? null : known;
        }

        /** Too long for the JIT to inline, as it is meant to be: around a walk, the rest is compiled badly. */
        private CreationSite lookUp() {
            CreationSite seen = WALKER.walk(CreationSite::firstUserFrame)
                    .map(CreationSite::at).orElse(NOWHERE);
            if (last != null && last != seen) {
                atSeveralSites = true;
            }
            last = seen;
            return seen;
        }

        /** After a while the creators count, each for itself: processors would fight for a count that all of them write. */
        private boolean isToBeLookedUp(G creator) {
            int n = uses;
            if (n < COUNTED) {
                uses = n + 1;
                return n < ALWAYS || n % ONE_IN == 0;
            }
            return creator.countStarts() % ONE_OF_MANY_IN == 0;
        }
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

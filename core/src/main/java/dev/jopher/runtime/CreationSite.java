package dev.jopher.runtime;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The line of a {@code go} statement: for "created by". Each line is kept once, however many goroutines it made. */
final class CreationSite {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final ConcurrentHashMap<Key, CreationSite> SITES = new ConcurrentHashMap<>();

    private record Key(String className, String method, int bytecodeIndex) {}

    private final StackTraceElement frame;

    private CreationSite(StackTraceElement frame) {
        this.frame = frame;
    }

    /** Where user code is on the current thread's stack; null if there is none. */
    static @Nullable CreationSite capture() {
        return WALKER.walk(CreationSite::firstUserFrame).map(CreationSite::of).orElse(null);
    }

    private static Optional<StackWalker.StackFrame> firstUserFrame(
            Stream<StackWalker.StackFrame> frames) {
        return frames.filter(f -> Frames.isUser(f.getClassName())).findFirst();
    }

    private static CreationSite of(StackWalker.StackFrame f) {
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

package dev.jopher.internal.goroutine;

import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.report.Frames;
import org.jspecify.annotations.Nullable;

/**
 * The line of a {@code go} statement, for "created by". Each line has one object, however many
 * goroutines it starts.
 *
 * <p>A walk of the stack takes microseconds, more than all the rest of creating a goroutine. But
 * the class of a lambda or method reference nearly always belongs to one go statement. So the line
 * is remembered by the function's class. It is looked up the first {@value #FULL_LOOKUPS} times,
 * then one time in {@value #SAMPLE_INTERVAL}. After {@value #MAX_USES} times it is trusted. Once
 * a class was seen at two lines, the line is looked up each time. If code starts the same function
 * object from a second line after that many starts, reports still show the first line.
 *
 * <p>That holds only where the function is written at the go statement. A class that has a name may
 * be started at many lines. So may a wrapper, such as the lambda that {@code finished(f)} returns:
 * it captures the function that it wraps. For those the line is looked up each time.
 *
 * <p>Looking into the table by class costs 8 ns of the 80 of a bare go statement. So a trusted line
 * knows the class of its function, and is checked first: the last one that the creator used, then
 * the last one that any goroutine used.
 *
 * <p>Continuing to look up once in 16,384 times made a group of a hundred goroutines 8 to 10 %
 * slower (12.0 and 13.5 us; 2 cores, JDK 25.0.3, parallel collector, three runs of five rounds).
 */
public final class CreationSite {
    private static final int FULL_LOOKUPS = 16;
    private static final int SAMPLE_INTERVAL = 64;
    private static final int MAX_USES = 16384;

    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final ConcurrentHashMap<Key, CreationSite> SITES = new ConcurrentHashMap<>();

    private static final ClassValue<FunctionStats> BY_CLASS = new ClassValue<>() {
        @Override
        protected FunctionStats computeValue(Class<?> type) {
            return new FunctionStats(type);
        }
    };

    /** Means that no user code starts the function. */
    private static final CreationSite NO_USER_FRAME =
            new CreationSite(new StackTraceElement("", "", null, -1));

    /**
     * Used last by any goroutine. Only one in {@value #SAMPLE_INTERVAL} goroutines replaces it,
     * because a write takes the cache line from the other processors.
     */
    private static CreationSite lastUsed = NO_USER_FRAME;

    /**
     * A place in the user's code. The methods are written out, because the JVM makes those of a
     * record at their first call, here in the first {@code go}: 8 of the 110 ms of a short program.
     */
    private record Key(String className, String method, int bytecodeIndex) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Key k && bytecodeIndex == k.bytecodeIndex
                    && method.equals(k.method) && className.equals(k.className);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * className.hashCode() + method.hashCode()) + bytecodeIndex;
        }
    }

    private final StackTraceElement frame;

    /** The class of the functions that are trusted to be started here; null while there is none. */
    private @Nullable WeakReference<Class<?>> trustedClass;

    /**
     * Name of the threads of goroutines that are started here. One object for all of them costs
     * nothing.
     */
    final String threadName;

    private CreationSite(StackTraceElement frame) {
        this.frame = frame;
        this.threadName = frame.getFileName() == null
                ? Origin.NO_LINE
                : "goroutine " + frame.getFileName() + ":" + frame.getLineNumber();
    }

    /**
     * Returns where user code on the current thread's stack starts {@code function}; null if there
     * is no user code.
     */
    static @Nullable CreationSite of(Object function, G creator) {
        CreationSite last = lastUsed;
        if (last.isTrustedFor(function)) {
            return last;
        }
        CreationSite site = BY_CLASS.get(function.getClass()).site(function);
        if (site != null && creator.id() % SAMPLE_INTERVAL == 0 && site.isTrustedFor(function)) {
            lastUsed = site;
        }
        return site;
    }

    /** Returns whether {@code function} is one of those that are trusted to be started here. */
    boolean isTrustedFor(Object function) {
        WeakReference<Class<?>> type = trustedClass;
        return type != null && type.refersTo(function.getClass());
    }

    /**
     * What is known of one class of functions. It may be that no user code starts them: a server of
     * the JDK does. Unsynchronised: a race costs a walk, or counts one too few.
     */
    private static final class FunctionStats {
        /**
         * Whether many lines use this class. For example FutureTask: all users of an executor share
         * it.
         */
        private final boolean isSharedClass;

        private int uses;
        private boolean atSeveralSites;
        private @Nullable CreationSite last;

        FunctionStats(Class<?> type) {
            isSharedClass = !isWrittenInPlace(type);
        }

        /**
         * Returns whether this is most likely a lambda, method reference or anonymous class that
         * captures no function.
         */
        private static boolean isWrittenInPlace(Class<?> type) {
            try {
                return !Frames.isJdk(type.getName())
                        && (type.isHidden() || type.isAnonymousClass())
                        && JdkInternals.fieldTypes(type).noneMatch(FunctionStats::isFunction);
            } catch (LinkageError e) {
                return false; // it captures something whose class is missing
            }
        }

        private static boolean isFunction(Class<?> type) {
            return type.isInterface() && (type.isAnnotationPresent(FunctionalInterface.class)
                    || !Frames.isJdk(type.getName())
                            && JdkInternals.abstractMethods(type) == 1);
        }

        @Nullable CreationSite site(Object function) {
            CreationSite known = last;
            if (known == null || atSeveralSites || isSharedClass && known != NO_USER_FRAME
                    || needsLookUp()) {
                known = lookUp();
            } else if (uses >= MAX_USES && known.trustedClass == null && known != NO_USER_FRAME) {
                known.trustedClass = new WeakReference<>(function.getClass());
            }
            return known == NO_USER_FRAME ? null : known;
        }

        private CreationSite lookUp() {
            CreationSite seen;
            try {
                seen = WALKER.walk(CreationSite::firstUserFrame)
                        .map(CreationSite::at).orElse(NO_USER_FRAME);
            } catch (StackOverflowError | OutOfMemoryError | InternalError e) {
                // The JDK's StackWalker throws an InternalError on a full stack. A goroutine
                // without a line is better than none.
                return NO_USER_FRAME;
            }
            if (last != null && last != seen) {
                atSeveralSites = true;
            }
            last = seen;
            return seen;
        }

        private boolean needsLookUp() {
            int n = uses;
            if (n >= MAX_USES) {
                return false;
            }
            uses = n + 1;
            return n < FULL_LOOKUPS || n % SAMPLE_INTERVAL == 0;
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

    public StackTraceElement frame() {
        return frame;
    }
}

package dev.jopher.internal.track;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.jopher.internal.report.Frames;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/**
 * The user's line that runs now, found by a walk of the stack, for {@link Trace} and for locks. A walk takes a microsecond,
 * and many more before the JIT has compiled it.
 *
 * <p>A program that uses a channel a million times a second must not walk a million times. So walks are rationed: the first
 * {@value #BURST} are free, and after that there are {@value #PER_MILLI} more for each millisecond. A program that does
 * less than that, as tests and most servers do, has every line; another has some of them, and reports leave out what was not
 * recorded.
 */
public final class Lines {
    private static final int BURST = 20_000;
    private static final int PER_MILLI = 1;

    /** Where channels, groups, conditions and contexts are made. */
    static final Lines OBJECTS = new Lines();

    /** Where they are used. */
    static final Lines USES = new Lines();

    /** Of locks, which are taken more often than anything else is done. */
    public static final Lines LOCKS = new Lines();

    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final ConcurrentHashMap<Key, StackTraceElement> KNOWN =
            new ConcurrentHashMap<>();

    private record Key(String className, String method, int bytecodeIndex) {}

    private final AtomicInteger budget = new AtomicInteger(BURST);

    /** When walks were last refilledAt, in the scheduler's coarse milliseconds. Plain: two that add at once add too many. */
    private int refilledAt = GoRuntime.scheduler().coarseMillis();

    private Lines() {}

    /** Returns the innermost line of the user's; null if there is none, or if the ration is used up. */
    public @Nullable StackTraceElement here() {
        try {
            return takeOne()
                    ? WALKER.walk(Lines::firstUserFrame).map(Lines::element).orElse(null)
                    : null;
        } catch (StackOverflowError | OutOfMemoryError e) {
            return null; // what is recorded must not fail what is done
        }
    }

    /** Returns whether the ration is not used up. */
    boolean hasBudget() {
        return budget.getPlain() > 0 || GoRuntime.scheduler().coarseMillis() != refilledAt;
    }

    private boolean takeOne() {
        if (budget.getPlain() > 0) {
            return budget.getAndDecrement() > 0;
        }
        int now = GoRuntime.scheduler().coarseMillis();
        int passed = now - refilledAt;
        if (passed == 0) {
            return false;
        }
        refilledAt = now;
        budget.set(passed > 0 && passed < BURST ? passed * PER_MILLI : BURST);
        return true;
    }

    private static Optional<StackWalker.StackFrame> firstUserFrame(
            Stream<StackWalker.StackFrame> frames) {
        return frames.filter(f -> Frames.isUser(f.getClassName())).findFirst();
    }

    /** To make an element takes longer than the walk, so each is made once. */
    private static StackTraceElement element(StackWalker.StackFrame f) {
        Key key = new Key(f.getClassName(), f.getMethodName(), f.getByteCodeIndex());
        StackTraceElement known = KNOWN.get(key);
        return known != null
                ? known
                : KNOWN.computeIfAbsent(key, k -> f.toStackTraceElement());
    }
}

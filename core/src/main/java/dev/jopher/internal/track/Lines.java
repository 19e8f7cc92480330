package dev.jopher.internal.track;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.jopher.internal.report.Frames;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Finds the user's line that runs now, by a walk of the stack, for {@link Trace} and for locks. A
 * walk takes a microsecond, and many more before the JIT has compiled it.
 *
 * <p>A program that uses a channel a million times a second must not walk a million times. So walks
 * are rationed: the first {@value #BURST} are free, and then {@value #PER_MILLI} is added for each
 * millisecond. With 20,000, ManyChannels of the board took 1.7 times its time. A program that stays
 * below that, as tests and most servers do, has every line. Another program has some of them, and
 * reports leave out what was not recorded.
 */
public final class Lines {
    private static final int BURST = 5_000;
    private static final int PER_MILLI = 1;

    /** Lines that make channels, groups, conditions and contexts. */
    static final Lines OBJECTS = new Lines();

    /** Lines that use them. */
    static final Lines USES = new Lines();

    /** Lines that take locks, which happens more often than anything else. */
    public static final Lines LOCKS = new Lines();

    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final ConcurrentHashMap<Key, StackTraceElement> KNOWN =
            new ConcurrentHashMap<>();

    private record Key(String className, String method, int bytecodeIndex) {}

    private final AtomicInteger budget = new AtomicInteger(BURST);

    /**
     * When the budget was last refilled, in the scheduler's coarse milliseconds. A plain field: two
     * threads that refill at once add too much.
     */
    private int refilledAt = GoRuntime.scheduler().coarseMillis();

    private Lines() {}

    /**
     * Returns the innermost line of the user's code. Null if there is none, or if the ration is
     * used up.
     */
    public @Nullable StackTraceElement here() {
        try {
            return takeOne()
                    ? WALKER.walk(Lines::firstUserFrame).map(Lines::element).orElse(null)
                    : null;
        } catch (StackOverflowError | OutOfMemoryError | InternalError e) {
            return null; // a failure to record must not fail the operation
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

    /**
     * Returns the element for {@code f}. Making one takes longer than the walk, so each is made
     * once.
     */
    private static StackTraceElement element(StackWalker.StackFrame f) {
        Key key = new Key(f.getClassName(), f.getMethodName(), f.getByteCodeIndex());
        StackTraceElement known = KNOWN.get(key);
        return known != null
                ? known
                : KNOWN.computeIfAbsent(key, k -> f.toStackTraceElement());
    }
}

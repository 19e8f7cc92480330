package dev.jopher.sync;

import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.Waiter;
import dev.jopher.internal.track.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a condition. Records which goroutine signalled last, and whether a goroutine waited
 * for that.
 */
final class CondTrace extends Trace {
    private final Cond cond;

    CondTrace(Cond cond) {
        this.cond = cond;
    }

    /**
     * Records that the current goroutine has signalled, and has dequeued {@code woken} and those
     * behind it.
     */
    void signalled(@Nullable Waiter woken) {
        int n = 0;
        for (Waiter w = woken; w != null; w = w.following()) {
            n++;
        }
        used(Act.SIGNAL, n);
    }

    @Override
    public String describe() {
        return cond.toString();
    }

    @Override
    public Object identity() {
        return cond;
    }

    @Override
    public String history(WaitReason why) {
        Use use = last(Act.SIGNAL);
        return inParentheses(made(), use == null ? "no signal so far"
                : "last signal" + use.text() + ", " + result(use.waiting()));
    }

    private static String result(int woken) {
        return switch (woken) {
            case 0 -> "when no goroutine was waiting";
            case 1 -> "which woke one goroutine";
            default -> "which woke " + woken + " goroutines";
        };
    }
}

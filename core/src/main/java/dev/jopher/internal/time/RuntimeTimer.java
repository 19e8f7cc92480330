package dev.jopher.internal.time;

import java.util.function.BooleanSupplier;

import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.Task;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.goroutine.ProgramScope;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.report.DurationText;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the timer heap: an action at a moment. May be added again once it has fired or was
 * removed.
 */
public final class RuntimeTimer implements WaitTarget {
    /** Not in the heap. */
    static final int NOT_QUEUED = -1;

    private static final BooleanSupplier NEVER_WAITS = () -> true;

    private final Runnable action;

    /** The same action, but only if it need not wait; null if that is unknown. */
    private final @Nullable BooleanSupplier prompt;

    /** The program that created it; null outside of a {@code Go.run}. */
    private final @Nullable ProgramScope program;

    /** The moment, by the scheduler's clock. Guarded by the heap's lock. */
    long when;

    /** Its index in the heap. Guarded by the heap's lock. */
    int index = NOT_QUEUED;

    /**
     * Creates a timer.
     * @param action runs on the timer thread, so it is short, and waits for a moment at most
     */
    public RuntimeTimer(Runnable action) {
        this(action, null);
    }

    private RuntimeTimer(Runnable action, @Nullable BooleanSupplier prompt) {
        this(G.current().program(), action, prompt);
    }

    private RuntimeTimer(@Nullable ProgramScope program, Runnable action,
            @Nullable BooleanSupplier prompt) {
        this.program = program;
        this.action = action;
        this.prompt = prompt;
    }

    /**
     * Creates a timer that a carrier may fire as well. Its action must not wait: the goroutine that
     * it waits for might be queued on that carrier.
     * @param action never waits
     */
    public static RuntimeTimer prompt(Runnable action) {
        return new RuntimeTimer(action, NEVER_WAITS);
    }

    /**
     * Creates a timer that a carrier may fire as well, with an action that may wait.
     * @param prompt does the same as {@code action}; or nothing, and returns false, if it would
     *        have to wait
     */
    public static RuntimeTimer prompt(Runnable action, BooleanSupplier prompt) {
        return new RuntimeTimer(action, prompt);
    }

    /**
     * Creates a timer whose action takes long or runs code of users, for example because it wakes
     * many. The action runs in a goroutine of its own, so other timers do not wait for it. The
     * goroutine has the context class loader of the caller.
     */
    public static RuntimeTimer inGoroutine(Task action) {
        ProgramScope program = G.current().program();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        if (RaceEvents.ON) {
            RaceEvents.release(action);
        }
        return new RuntimeTimer(program,
                () -> G.start(Origin.ofTimer(program), G.withClassLoader(loader,
                        RaceEvents.ON ? ordered(action) : action)),
                null);
    }

    /** Returns a task that begins after the timer was made, though another thread starts it. */
    private static Task ordered(Task action) {
        return () -> {
            RaceEvents.acquire(action);
            action.run();
        };
    }

    void fire() {
        action.run();
    }

    boolean isPrompt() {
        return prompt != null;
    }

    /** Fires it, on a carrier. Returns false if it has to be fired on the timer thread. */
    boolean firePromptly() {
        if (prompt == NEVER_WAITS) {
            action.run();
        }
        return prompt != null && prompt.getAsBoolean();
    }

    /** Returns whether its program has ended, so that its firing does not matter. */
    boolean isAbandoned() {
        return program != null && !program.isRunning();
    }

    /**
     * Describes how long it still has to go. Only a hint, because it is read without the heap's
     * lock.
     */
    @Override
    public String describe() {
        long left = when - GoRuntime.scheduler().nanoTime();
        return "timer that fires in " + DurationText.text(Math.max(left, 0));
    }
}

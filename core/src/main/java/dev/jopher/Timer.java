package dev.jopher;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.Task;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.program.Rehearsal;
import dev.jopher.internal.time.RuntimeTimer;
import dev.jopher.internal.time.Timers;
import org.jspecify.annotations.Nullable;

/**
 * One event in the future: Go's {@code time.Timer}, with the rules of Go 1.23. An unreachable timer
 * is collected, stopped or not.
 *
 * {@snippet :
 * try (var timer = new Timer(Duration.ofSeconds(1))) { // defer timer.Stop()
 *     select(onReceive(answers, this::use), onReceive(timer.channel(), at -> giveUp(at)));
 * }
 * }
 */
public final class Timer implements AutoCloseable {
    /** One of the two fields is set. */
    private final @Nullable ChannelTimer channelTimer;

    private final @Nullable RuntimeTimer funcTimer;

    /**
     * Makes a timer that sends the time on {@link #channel()} when {@code d} has passed; at once if
     * it is not positive.
     */
    public Timer(Duration d) {
        Rehearsal.once();
        channelTimer = new ChannelTimer(Durations.nanos(d), 0);
        funcTimer = null;
    }

    private Timer(Func f) {
        Rehearsal.once();
        channelTimer = null;
        Origin origin = Origin.here(f);
        Task task = G.requestedHere(f, new FuncTask(f));
        funcTimer = RaceEvents.ON
                ? new RuntimeTimer(() -> G.start(origin, ordered(task)))
                : new RuntimeTimer(() -> G.start(origin, task));
    }

    /** Returns a task that begins after the timer was set, by whichever goroutine. */
    private Task ordered(Task task) {
        return () -> {
            RaceEvents.acquire(Objects.requireNonNull(funcTimer));
            task.run();
        };
    }

    /** Runs {@code f} in a goroutine of its own when {@code d} has passed. */
    public static Timer afterFunc(Duration d, Func f) {
        Timer t = new Timer(Objects.requireNonNull(f));
        boolean unused = t.reset(d);
        return t;
    }

    /**
     * Returns the channel to which the time is sent: the moment at which the timer fired, however
     * late it is received. It seems unbuffered: len and cap are 0. For {@link #afterFunc} it is
     * {@link Channel#never}.
     */
    @CheckReturnValue
    public ReceiveChannel<Instant> channel() {
        return channelTimer == null ? Channel.never() : channelTimer.channel;
    }

    /**
     * Keeps the timer from firing; afterwards nothing is received from its channel. Does not wait
     * for a function that was started.
     *
     * @return whether it was active: true also if it had fired and its value was not yet received
     */
    public boolean stop() {
        return channelTimer != null
                ? channelTimer.stop()
                : Timers.shared().remove(Objects.requireNonNull(funcTimer));
    }

    /** Calls {@link #stop}, for try-with-resources. */
    @Override
    public void close() {
        boolean unused = stop();
    }

    /**
     * Lets the timer fire when {@code d} has passed from now, and not when it would have before.
     *
     * @return as for {@link #stop}
     */
    public boolean reset(Duration d) {
        long nanos = Durations.nanos(d);
        if (RaceEvents.ON && funcTimer != null) {
            RaceEvents.releaseMerge(funcTimer);
        }
        return channelTimer != null
                ? channelTimer.reset(nanos, 0)
                : Timers.shared().set(Objects.requireNonNull(funcTimer),
                        Timers.shared().deadline(nanos));
    }
}

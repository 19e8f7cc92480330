package dev.jopher.cli.top;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/** The view as text: one snapshot after another, each followed by an empty line. */
final class PlainView {
    private static final int WIDTH = 200;

    /** As long as other commands wait for a program. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final PrintStream out;
    private final Watched watched;
    private final Watch watch;

    PlainView(PrintStream out, Watched watched, Watch watch) {
        this.out = out;
        this.watched = watched;
        this.watch = watch;
    }

    /**
     * Prints {@code count} snapshots. Returns what has ended it before that; null if nothing has.
     *
     * @param count 0 for snapshots without end
     */
    @Nullable Exception run(Duration interval, long count) throws InterruptedException {
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        Answers answers = Answers.start(watch, events::add);
        View view = new View(interval);
        for (long i = 0; count == 0 || i < count; i++) {
            answers.ask();
            Event event = events.poll(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            switch (event) {
                case null -> {
                    return new TimeoutException("it does not answer");
                }
                case Event.Failed f -> {
                    return f.why();
                }
                case Event.Answered a -> {
                    out.print((i == 0 ? "" : "\n")
                            + Screen.text(watched.at(a.seen(), interval, ""), view, WIDTH));
                    out.flush();
                    if (count == 0 || i + 1 < count) {
                        Thread.sleep(a.seen().step(interval));
                    }
                }
                default -> throw new AssertionError(event);
            }
        }
        return null;
    }
}

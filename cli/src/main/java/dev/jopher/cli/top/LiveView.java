package dev.jopher.cli.top;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The view on a terminal. One thread draws; the keys, the window and the program send it events.
 * It redraws after each, so a key shows its effect at once, from the last snapshot.
 */
final class LiveView {
    /** After that a program that does not answer is reported. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** How long to wait for an event at most, to count the seconds without an answer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final Watched watched;
    private final View view;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Answers answers;

    private @Nullable Exception failure;
    private Watch.@Nullable Seen seen;
    private Terminal.Size size;
    private boolean asked;
    private long askedAt;

    LiveView(Terminal terminal, Watched watched, Watch watch, Duration interval) {
        this.terminal = terminal;
        this.watched = watched;
        this.view = new View(interval);
        this.size = terminal.size();
        this.answers = Answers.start(watch, events::add);
    }

    /** Runs until the user quits. Returns what has ended it before that; null if nothing has. */
    @Nullable Exception run() throws InterruptedException {
        terminal.onResize(() -> events.add(new Event.Resized()));
        Thread.ofPlatform().daemon().name("jopher-top-keys").start(this::readKeys);
        ask();
        while (!view.isOver() && failure == null) {
            draw();
            Event event = events.poll(untilNextStep().toNanos(), TimeUnit.NANOSECONDS);
            if (event != null) {
                handle(event);
            }
            if (!asked && !view.isPaused() && untilNextQuestion() <= 0) {
                ask();
            }
        }
        return failure;
    }

    private void readKeys() {
        try {
            Key key;
            do {
                key = Key.read(terminal.keys());
                events.add(new Event.Pressed(key));
            } while (key.name() != Key.Name.CLOSED);
        } catch (IOException e) {
            events.add(new Event.Pressed(Key.of(Key.Name.CLOSED)));
        }
    }

    private void handle(Event event) {
        switch (event) {
            case Event.Pressed p ->
                view.press(p.key(), seen == null ? List.of() : view.groups(seen.snapshot()));
            case Event.Answered a -> {
                seen = a.seen();
                asked = false;
            }
            case Event.Failed f -> failure = f.why();
            case Event.Resized r -> size = terminal.size();
        }
    }

    private void ask() {
        asked = true;
        askedAt = System.nanoTime();
        answers.ask();
    }

    private Duration step() {
        return seen == null ? view.interval() : seen.step(view.interval());
    }

    private long untilNextQuestion() {
        return askedAt + step().toNanos() - System.nanoTime();
    }

    private Duration untilNextStep() {
        long least = LONGEST_WAIT.toNanos();
        return Duration.ofNanos(asked || view.isPaused() ? least
                : Math.clamp(untilNextQuestion(), 0, least));
    }

    private void draw() {
        Watch.Seen now = seen;
        if (now == null) {
            terminal.draw(List.of(new Styled("jopher top " + watched.pid() + "   " + trouble(),
                    Styled.Style.BOLD)));
            return;
        }
        Header.Moment moment = watched.at(now, view.interval(), trouble());
        terminal.draw(new Screen(size.width(), size.height()).of(moment, view));
    }

    private String trouble() {
        Duration since = Duration.ofNanos(System.nanoTime() - askedAt);
        if (asked && since.compareTo(PATIENCE) > 0) {
            return "NO ANSWER FOR " + Words.time(since.toMillis());
        }
        return view.isPaused() ? "PAUSED" : "";
    }
}

package dev.jopher.cli.top;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Asks the program on a thread of its own: a program that hangs does not answer, and the keys must
 * work all the same.
 */
final class Answers {
    private final Watch watch;
    private final Consumer<Event> to;
    private final Semaphore questions = new Semaphore(0);

    private Answers(Watch watch, Consumer<Event> to) {
        this.watch = watch;
        this.to = to;
    }

    /** @param to what receives an event for each question, on another thread */
    static Answers start(Watch watch, Consumer<Event> to) {
        Answers answers = new Answers(watch, to);
        Thread.ofPlatform().daemon().name("jopher-top-answers").start(answers::run);
        return answers;
    }

    /** Asks. Called again only when the answer is there. */
    void ask() {
        questions.release();
    }

    private void run() {
        try {
            for (;;) {
                questions.acquire();
                to.accept(new Event.Answered(watch.next()));
            }
        } catch (IOException | RuntimeException | InterruptedException e) {
            to.accept(new Event.Failed(e));
        }
    }
}

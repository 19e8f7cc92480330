package dev.jopher.nats;

import java.time.Duration;

/** A pause before the next try: twice as long each time, up to a limit. One thread advances it. */
final class Backoff {
    private final Duration first;
    private final Duration last;
    private volatile Duration pause;

    Backoff(Duration first, Duration last) {
        this.first = first;
        this.last = last;
        pause = first;
    }

    /** Returns the pause before the next try. */
    Duration pause() {
        return pause;
    }

    /** Returns the pause before the next try, and doubles that before the one after it. */
    Duration next() {
        Duration now = pause;
        pause = Waits.shorter(now.multipliedBy(2), last);
        return now;
    }

    /** Begins anew: there is a reason to expect an answer soon. */
    void reset() {
        pause = first;
    }
}

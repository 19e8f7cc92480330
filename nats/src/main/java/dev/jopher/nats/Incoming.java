package dev.jopher.nats;

import java.time.Duration;
import java.util.Map;

/** A value that the engine has delivered. The four answers do not wait, and may get lost. */
interface Incoming {
    String id();

    /** Returns how often it was delivered, from 1. */
    long attempt();

    byte[] body();

    Map<String, String> headers();

    /** Answers that it is done. */
    void ack();

    /** Answers that it is to be delivered again, after {@code delay}. */
    void nak(Duration delay);

    /** Answers that it is never to be delivered again. */
    void term();

    /** Answers that it is still being worked on. */
    void progress();
}

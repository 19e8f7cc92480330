package dev.jopher.nats;

/** What came of storing a value. */
sealed interface Outcome {
    /** It is stored, now or by an earlier try. */
    record Stored() implements Outcome {}

    /** The channel has no room: nothing was stored. */
    record Full() implements Outcome {}

    /** The channel is closed: nothing was stored. */
    record Closed() implements Outcome {}

    /**
     * No answer.
     *
     * @param sent whether the value may have reached the server
     */
    record Unanswered(boolean sent) implements Outcome {}

    /** The server will never take it. */
    record Refused(String why) implements Outcome {}
}

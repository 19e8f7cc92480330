package dev.jopher.internal.goroutine;

/** What a goroutine does with a channel or a lock, for a {@link Probe}. */
public enum Operation {
    /** It has made it; the value means nothing. */
    MAKE,
    /** It has sent a value; the value is how many there are in the buffer now, about. */
    SEND,
    /** It has received a value; the value is how many there are in the buffer now, about. */
    RECEIVE,
    /** It has found the channel closed. */
    RECEIVE_CLOSED,
    CLOSE,
    /** It has locked the mutex. */
    LOCK,
    /** It is about to unlock the mutex. */
    UNLOCK,
    /** Its select has chosen a case; the value is the case's number, -1 for otherwise. */
    SELECT
}

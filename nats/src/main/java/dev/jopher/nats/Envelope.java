package dev.jopher.nats;

import java.util.Map;

/** A value as it travels. The id stays the same when it is sent or delivered again. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(String id, byte[] body, Map<String, String> headers) {
    /** The header with the address for the answer to a call. */
    static final String REPLY_TO = "Jopher-Reply-To";

    /** The header that says why a value was rejected. */
    static final String REASON = "Jopher-Reason";

    /** The header that says how often a rejected value had been delivered. */
    static final String ATTEMPTS = "Jopher-Attempts";
}

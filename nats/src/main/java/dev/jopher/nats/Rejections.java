package dev.jopher.nats;

import java.util.HashMap;
import java.util.Map;

import dev.jopher.Context;
import org.jspecify.annotations.Nullable;

/** The way of rejected values to the channel that keeps them. One sender serves them all. */
final class Rejections {
    private final String name;
    private final Engine engine;
    private final RemoteOptions options;
    private @Nullable Sender sender;

    Rejections(String name, Engine engine, RemoteOptions options) {
        this.name = name + ".rejected";
        this.engine = engine;
        this.options = options;
    }

    /** Returns whether the channel is one of rejected values itself: they have no other place. */
    boolean isHere() {
        return engine.isForRejected();
    }

    /** Stores a rejected value, with its id: if that is done twice, it is there once. */
    void store(Context ctx, Incoming value, String why) {
        Map<String, String> headers = new HashMap<>();
        value.headers().forEach((k, v) -> {
            if (!k.startsWith("Nats-") && !k.equals(Envelope.REPLY_TO)) {
                headers.put(k, HeaderText.ascii(v));
            }
        });
        headers.put(Envelope.REASON, why);
        headers.put(Envelope.ATTEMPTS, Long.toString(value.attempt()));
        sender(engine.rejected()).send(ctx, new Envelope(value.id(), value.body(), headers));
    }

    private synchronized Sender sender(Engine to) {
        Sender s = sender;
        if (s == null) {
            s = new Sender(name, to, options);
            sender = s;
        }
        return s;
    }
}

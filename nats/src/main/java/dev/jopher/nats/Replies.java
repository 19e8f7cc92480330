package dev.jopher.nats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import org.jspecify.annotations.Nullable;

/** The addresses to which answers to calls are sent: one inbox, and in it one for each call. */
final class Replies {
    private final Connection nats;
    private final String inbox;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Consumer<Message>> boxes = new ConcurrentHashMap<>();
    private @Nullable Dispatcher dispatcher;

    Replies(Connection nats) {
        this.nats = nats;
        inbox = nats.createInbox() + ".";
    }

    Engine.ReplyBox box(Consumer<Message> consumer) {
        subscribe();
        String address = inbox + numbers.incrementAndGet();
        boxes.put(address, consumer);
        return new Engine.ReplyBox() {
            @Override
            public String address() {
                return address;
            }

            @Override
            public void close() {
                boxes.remove(address);
            }
        };
    }

    private synchronized void subscribe() {
        if (dispatcher == null) {
            Dispatcher d = nats.createDispatcher();
            d.subscribe(inbox + "*", this::onMessage);
            dispatcher = d;
        }
    }

    /** Hands an answer to its call, and sends a receipt, also if the caller has given up. */
    private void onMessage(Message m) {
        Consumer<Message> box = boxes.get(m.getSubject());
        if (box != null) {
            box.accept(m);
        }
        if (m.getReplyTo() != null) {
            nats.publish(m.getReplyTo(), new byte[0]);
        }
    }

    synchronized void close() {
        if (dispatcher != null) {
            JetStreamEngine.closeDispatcher(nats, dispatcher);
            dispatcher = null;
        }
    }
}

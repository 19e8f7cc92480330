package dev.jopher.nats;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import dev.jopher.Go;
import org.jspecify.annotations.Nullable;

/** The connection of one process to a {@link LocalServer}, with its faults. */
final class LocalEngine implements Engine {
    private static final long MAX_BYTES = (1 << 20) - 512;

    private final LocalServer server;
    private final LocalStream stream;
    private final RemoteOptions options;
    private final LocalFaults.Dice dice;
    private final Set<Sink> sinks = ConcurrentHashMap.newKeySet();

    /** What this process says while its connection is broken; sent when it is back. */
    private final List<Runnable> unsent = new ArrayList<>();

    private volatile boolean connected = true;
    private volatile long brokenAt;
    private @Nullable LocalEngine rejected;

    LocalEngine(LocalServer server, LocalStream stream, RemoteOptions options,
            LocalFaults.Dice dice) {
        this.server = server;
        this.stream = stream;
        this.options = options;
        this.dice = dice;
    }

    // ---- the connection -------------------------------------------------------------------------

    synchronized void breakLink() {
        connected = false;
        brokenAt = System.nanoTime();
        stream.forgetRequests(this);
    }

    void restoreLink() {
        List<Runnable> say;
        synchronized (this) {
            if (connected) {
                return;
            }
            connected = true;
            say = List.copyOf(unsent);
            unsent.clear();
        }
        say.forEach(Runnable::run);
        sinks.forEach(Sink::linkChanged);
    }

    private void breakPerhaps() {
        if (dice.breaks()) {
            breakLink();
            Go.afterFunc(dice.broken(), this::restoreLink);
        }
    }

    /** Says {@code what} to the server, now or when the connection is back. */
    private void say(Runnable what) {
        synchronized (this) {
            if (!connected) {
                unsent.add(what);
                return;
            }
        }
        what.run();
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public boolean isEnded() {
        return false;
    }

    @Override
    public long brokenAt() {
        return brokenAt;
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    @Override
    public long maxBytes() {
        return MAX_BYTES;
    }

    // ---- values ---------------------------------------------------------------------------------

    @Override
    public CompletableFuture<Outcome> store(Envelope e) {
        breakPerhaps();
        return CompletableFuture.completedFuture(storeNow(e));
    }

    private Outcome storeNow(Envelope e) {
        if (!connected) {
            return new Outcome.Unanswered(false);
        }
        if (dice.losesAnswer()) {
            if (dice.coin()) {
                stream.store(e);
            }
            return new Outcome.Unanswered(true);
        }
        return stream.store(e);
    }

    @Override
    public Inlet subscribe(Sink sink) {
        sinks.add(sink);
        stream.listen(this);
        return new Inlet() {
            private volatile boolean closed;

            @Override
            public void pull(long pull, int batch) {
                stream.ask(new LocalStream.Request(LocalEngine.this, v -> deliver(v), batch));
            }

            private void deliver(LocalStream.Value v) {
                Duration delay = dice.delay();
                if (delay.isZero()) {
                    arrive(v);
                } else {
                    Go.afterFunc(delay, () -> arrive(v));
                }
            }

            private void arrive(LocalStream.Value v) {
                if (connected && !closed) { // if not, it is lost on its way
                    sink.arrived(new LocalIncoming(v));
                    if (dice.duplicates()) {
                        sink.arrived(new LocalIncoming(v));
                    }
                }
            }

            @Override
            public void close() {
                closed = true;
                sinks.remove(sink);
                stream.forgetRequests(LocalEngine.this);
                sinks.forEach(Sink::linkChanged); // theirs are forgotten too
            }
        };
    }

    /** A delivered value, as seen from this process. */
    private final class LocalIncoming implements Incoming {
        private final LocalStream.Value v;

        LocalIncoming(LocalStream.Value v) {
            this.v = v;
        }

        @Override
        public String id() {
            return v.envelope().id();
        }

        @Override
        public long attempt() {
            return v.attempt();
        }

        @Override
        public byte[] body() {
            return v.envelope().body();
        }

        @Override
        public java.util.Map<String, String> headers() {
            return v.envelope().headers();
        }

        @Override
        public void ack() {
            breakPerhaps();
            if (!dice.losesAccept()) {
                say(() -> stream.remove(v));
            }
        }

        @Override
        public void nak(Duration delay) {
            say(() -> stream.giveBack(v, delay));
        }

        @Override
        public void term() {
            say(() -> stream.remove(v));
        }

        @Override
        public void progress() {
            say(() -> stream.keep(v));
        }
    }

    // ---- the channel ----------------------------------------------------------------------------

    @Override
    public State state() {
        if (!connected) {
            throw new Unreachable("disconnected", null);
        }
        return stream.state();
    }

    @Override
    public void closeChannel() {
        if (!connected) {
            throw new Unreachable("disconnected", null);
        }
        stream.close();
    }

    void closeSeen() {
        if (connected) {
            sinks.forEach(Sink::closeSeen);
        }
    }

    @Override
    public synchronized Engine rejected() {
        if (isForRejected()) {
            return this;
        }
        if (rejected == null) {
            rejected = server.engine(stream.name() + ".rejected", stream.capacity(), options);
        }
        return rejected;
    }

    @Override
    public boolean isForRejected() {
        return stream.name().endsWith(".rejected");
    }

    @Override
    public boolean restoreReceivers() {
        return false;
    }

    @Override
    public ReplyBox replyBox(Consumer<Reply> consumer) {
        String address = server.open(consumer);
        return new ReplyBox() {
            @Override
            public String address() {
                return address;
            }

            @Override
            public void close() {
                server.close(address);
            }
        };
    }

    @Override
    public CompletableFuture<Boolean> reply(String address, Reply reply) {
        return CompletableFuture.completedFuture(connected && server.reply(address, reply));
    }

    @Override
    public void leave() {
        server.forget(this);
        stream.forgetListener(this);
    }
}

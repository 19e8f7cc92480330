package dev.jopher.nats;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import dev.jopher.Go;
import dev.jopher.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The values of one channel of a {@link LocalServer}: what a work-queue stream of JetStream and its
 * consumer do.
 *
 * <p>Each value is ready or out. {@code timer} makes it ready again, after {@code ackWait} or after
 * the delay with which it was given back. All is guarded by the monitor of this; deliveries are
 * made without it, because a receiver may answer at once.
 */
final class LocalStream {
    private final String name;
    private final int capacity;
    private final RemoteOptions options;
    private final Map<Long, Kept> all = new HashMap<>();
    private final TreeMap<Long, Kept> ready = new TreeMap<>();
    private final Map<String, Long> ids = new LinkedHashMap<>();
    private final Deque<Request> requests = new ArrayDeque<>();
    private final Set<LocalEngine> listeners = ConcurrentHashMap.newKeySet();
    private long sequence;
    private int out;
    private boolean closed;

    /** A value that is kept. */
    private static final class Kept {
        private final long sequence;
        private final Envelope envelope;
        private long attempts;
        private boolean isOut;
        private @Nullable Timer timer;

        Kept(long sequence, Envelope envelope) {
            this.sequence = sequence;
            this.envelope = envelope;
        }
    }

    /** One delivery of a value. */
    record Value(long sequence, Envelope envelope, long attempt) {}

    /** A receiver's request for values. */
    static final class Request {
        private final LocalEngine from;
        private final Consumer<Value> to;
        private int left;

        Request(LocalEngine from, Consumer<Value> to, int left) {
            this.from = from;
            this.to = to;
            this.left = left;
        }
    }

    LocalStream(String name, int capacity, RemoteOptions options) {
        this.name = name;
        this.capacity = capacity;
        this.options = options;
    }

    String name() {
        return name;
    }

    int capacity() {
        return capacity;
    }

    /** Returns what is otherwise here than a process asks for; as a server says it. */
    String differences(int wanted, RemoteOptions theirs) {
        List<String> all = new ArrayList<>();
        differ(all, "capacity", capacity, wanted);
        differ(all, "dedupWindow", options.dedupWindow(), theirs.dedupWindow());
        differ(all, "ackWait", options.ackWait(), theirs.ackWait());
        differ(all, "ordered", options.isOrdered(), theirs.isOrdered());
        return String.join("; ", all);
    }

    private static void differ(List<String> all, String what, Object here, Object wanted) {
        if (!here.equals(wanted)) {
            all.add(what + " " + here + ", not " + wanted);
        }
    }

    Outcome store(Envelope e) {
        synchronized (this) {
            long now = System.nanoTime();
            forgetIds(now - options.dedupWindow().toNanos());
            if (ids.containsKey(e.id())) {
                return new Outcome.Stored();
            }
            if (closed) {
                return new Outcome.Closed();
            }
            if (all.size() >= capacity) {
                return new Outcome.Full();
            }
            ids.put(e.id(), now);
            Kept k = new Kept(++sequence, e);
            all.put(k.sequence, k);
            ready.put(k.sequence, k);
        }
        dispatch();
        return new Outcome.Stored();
    }

    /** Forgets old ids; the oldest come first. */
    private void forgetIds(long before) {
        Iterator<Long> times = ids.values().iterator();
        while (times.hasNext() && times.next() - before < 0) {
            times.remove();
        }
    }

    void ask(Request r) {
        synchronized (this) {
            requests.add(r);
        }
        dispatch();
    }

    synchronized void forgetRequests(LocalEngine from) {
        requests.removeIf(r -> r.from == from);
    }

    /** Gives ready values to requests. */
    private void dispatch() {
        for (;;) {
            Request r;
            Value v;
            synchronized (this) {
                if (ready.isEmpty() || requests.isEmpty() || options.isOrdered() && out > 0) {
                    return;
                }
                r = requests.remove();
                if (--r.left > 0) {
                    requests.add(r);
                }
                v = takeOut(ready.pollFirstEntry().getValue());
            }
            r.to.accept(v);
        }
    }

    private Value takeOut(Kept k) {
        k.attempts++;
        k.isOut = true;
        out++;
        restart(k, options.ackWait());
        return new Value(k.sequence, k.envelope, k.attempts);
    }

    private void restart(Kept k, Duration d) {
        if (k.timer != null) {
            k.timer.stop();
        }
        long attempt = k.attempts;
        k.timer = Go.afterFunc(d, () -> makeReady(k, attempt));
    }

    private void makeReady(Kept k, long attempt) {
        synchronized (this) {
            if (all.get(k.sequence) != k || k.attempts != attempt || !k.isOut) {
                return;
            }
            in(k);
            ready.put(k.sequence, k);
        }
        dispatch();
    }

    private void in(Kept k) {
        if (k.isOut) {
            k.isOut = false;
            out--;
        }
    }

    /** Ends a value; any delivery of it does, also an earlier one. */
    void remove(Value v) {
        synchronized (this) {
            Kept k = all.remove(v.sequence());
            if (k == null) {
                return;
            }
            ready.remove(k.sequence);
            in(k);
            if (k.timer != null) {
                k.timer.stop();
            }
        }
        dispatch();
    }

    /** Gives a value back; only its last delivery does. It is out until then: an order is kept. */
    synchronized void giveBack(Value v, Duration delay) {
        Kept k = all.get(v.sequence());
        if (k != null && k.attempts == v.attempt() && k.isOut) {
            restart(k, delay);
        }
    }

    synchronized void keep(Value v) {
        Kept k = all.get(v.sequence());
        if (k != null && k.attempts == v.attempt() && k.isOut) {
            restart(k, options.ackWait());
        }
    }

    synchronized Engine.State state() {
        return !closed ? Engine.State.OPEN
                : all.isEmpty() ? Engine.State.DRAINED : Engine.State.DRAINING;
    }

    void close() {
        synchronized (this) {
            closed = true;
        }
        List<LocalEngine> to = new ArrayList<>(listeners);
        to.forEach(LocalEngine::closeSeen);
    }

    void listen(LocalEngine e) {
        listeners.add(e);
    }

    void forgetListener(LocalEngine e) {
        listeners.remove(e);
    }
}

package dev.jopher.bench.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * One load of a server. At a fixed rate the sender sends each request at its moment, whether the
 * server keeps up or not: an open loop. One that finds no free connection waits for one, and that
 * counts: its latency begins at the moment at which it was due. Without a rate each connection
 * sends its next request when the answer is there.
 */
final class LoadRun {
    /** What part of the time is for settling, and not counted. */
    private static final int SETTLING = 5;

    private static final long PATIENCE = 2_000_000_000;

    private final Selector selector;
    private final List<Connection> all;
    private final boolean closedLoop;
    private final long start = System.nanoTime();
    private final long counted;
    private final long end;

    /** Guarded by itself, as is the backlog. */
    private final ArrayDeque<Connection> free = new ArrayDeque<>();
    private final ArrayDeque<Long> backlog = new ArrayDeque<>();

    private final Times latencies = new Times();
    private final Times lateness = new Times();
    private int answered;
    private int inTime;
    private volatile boolean sending = true;
    private volatile @Nullable IOException failure;

    LoadRun(Selector selector, List<Connection> all, boolean closedLoop, long nanos) {
        this.selector = selector;
        this.all = all;
        this.closedLoop = closedLoop;
        counted = start + nanos / SETTLING;
        end = start + nanos;
    }

    /** Runs it. Returns what {@link Generator} answers. */
    String run(double rate, long seed) throws IOException, InterruptedException {
        for (Connection c : all) {
            c.register(selector);
        }
        Thread receiver = Thread.ofPlatform().start(this::receive);
        try {
            sendAll(rate, seed);
        } finally {
            sending = false;
            receiver.join();
        }
        IOException e = failure;
        if (e != null) {
            throw e;
        }
        return "load " + answered + " " + (inTime * 1e9 / (end - counted)) + " "
                + latencies.percentile(0.5) + " " + latencies.percentile(0.99) + " "
                + latencies.percentile(0.999) + " " + lateness.percentile(0.99);
    }

    private void sendAll(double rate, long seed) throws IOException {
        if (closedLoop) {
            for (Connection c : all) {
                c.send(System.nanoTime());
            }
            parkUntil(end);
        } else {
            free.addAll(all);
            send(new Schedule(start, rate, seed));
        }
    }

    private static void parkUntil(long moment) {
        for (long now = System.nanoTime(); now < moment; now = System.nanoTime()) {
            LockSupport.parkNanos(moment - now);
        }
    }

    private void send(Schedule schedule) throws IOException {
        for (long due = schedule.next(); due < end && failure == null; due = schedule.next()) {
            parkUntil(due);
            Connection c = free(due);
            if (c != null) {
                c.send(due);
                if (due >= counted) {
                    lateness.add(System.nanoTime() - due);
                }
            }
        }
    }

    /** Returns a free connection. If there is none, the request goes into the backlog. */
    private @Nullable Connection free(long due) {
        synchronized (free) {
            Connection c = free.poll();
            if (c == null) {
                backlog.add(due);
            }
            return c;
        }
    }

    private void receive() {
        try {
            while (!isOver()) {
                selector.select(20);
                for (SelectionKey key : selector.selectedKeys()) {
                    receive((Connection) key.attachment());
                }
                selector.selectedKeys().clear();
            }
            addUnanswered();
        } catch (IOException e) {
            failure = e;
        }
    }

    private boolean isOver() {
        return !sending && (closedLoop || isIdle() || System.nanoTime() > end + PATIENCE);
    }

    private boolean isIdle() {
        synchronized (free) {
            return free.size() == all.size();
        }
    }

    private void receive(Connection c) throws IOException {
        if (!c.isAnswered()) {
            return;
        }
        long now = System.nanoTime();
        answered++;
        if (c.due >= counted) {
            latencies.add(now - c.due);
        }
        if (now >= counted && now < end) {
            inTime++;
        }
        next(c, now);
    }

    private void next(Connection c, long now) throws IOException {
        if (closedLoop) {
            if (now < end) {
                c.send(now);
            }
            return;
        }
        Long due;
        synchronized (free) {
            due = backlog.poll();
            if (due == null) {
                free.add(c);
            }
        }
        if (due != null) {
            c.send(due);
        }
    }

    /** Adds those that are not answered. They have waited for so long at least. */
    private void addUnanswered() {
        if (closedLoop) {
            return;
        }
        long now = System.nanoTime();
        synchronized (free) {
            backlog.forEach(due -> latencies.add(now - due));
            all.stream().filter(c -> !free.contains(c)).forEach(c -> latencies.add(now - c.due));
        }
    }
}

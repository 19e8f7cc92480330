package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.numGoroutine;
import static dev.jopher.LastFrames.require;
import static dev.jopher.LastFrames.until;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.sync.WaitGroup;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs operations when the heap is full, but for some bytes that are given back,
 * more in each round: {@code LastBytes ROUNDS}. The heap is to be small, and the collector serial.
 * What an OutOfMemoryError leaves has not happened; and afterwards everything works.
 */
public final class LastBytes {
    private static final int WAITERS = 20;
    private static final int LARGEST = 1 << 20;
    private static final int SMALLEST = 16;
    private static final long PATIENCE_NANOS = 200_000_000;

    private static volatile int attempts;

    /** What fills the heap while an operation runs. */
    private static volatile @Nullable Object @Nullable [] full;

    private LastBytes() {}

    /** Exits with 0 if all is well. */
    public static void main(String[] args) {
        Thread.ofPlatform().daemon().start(LastBytes::relieve);
        for (int round = 0; round < Integer.parseInt(args[0]); round++) {
            int before = numGoroutine();
            cancel(16 * round);
            close(16 * round);
            start(16 * round);
            timer(16 * round);
            until("goroutines end", () -> numGoroutine() <= before);
        }
        System.out.println("all is well");
        System.exit(0);
    }

    private static void cancel(int bytes) {
        var root = Context.background().withCancel();
        List<CancelContext> children = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            children.add(root.withCancel());
            var unused = children.getLast().done();
        }
        var told = new AtomicInteger();
        var stop = root.afterFunc(told::incrementAndGet);
        attempt(bytes, root::cancel);
        boolean ended = root.err() != null;
        for (var child : children) {
            require("all below are done", !ended || child.err() != null);
        }
        root.cancel();
        until("the function runs", () -> told.get() == 1);
    }

    private static void close(int bytes) {
        var c = new Channel<Integer>();
        var woken = new AtomicInteger();
        for (int i = 0; i < WAITERS; i++) {
            go(() -> {
                Integer unused = c.receive();
                woken.incrementAndGet();
            });
        }
        until("they wait", () -> c.receivers.hasWaiters());
        boolean closed = attempt(bytes, c::close);
        if (!closed) {
            c.close(); // it has not happened
        }
        until("all are woken", () -> woken.get() == WAITERS);
    }

    private static void start(int bytes) {
        var wg = new WaitGroup();
        boolean unused = attempt(bytes, () -> wg.go(() -> {}));
        wg.await();
    }

    private static void timer(int bytes) {
        var timers = new ArrayList<Timer>();
        var fired = new AtomicInteger();
        for (int i = 0; i < WAITERS; i++) {
            timers.add(Timer.afterFunc(Duration.ofHours(1), fired::incrementAndGet));
        }
        boolean unused = attempt(bytes, () -> {
            for (var t : timers) {
                boolean active = t.reset(Duration.ofNanos(1));
            }
        });
        for (var t : timers) {
            boolean active = t.reset(Duration.ofNanos(1));
        }
        until("all fire", () -> fired.get() >= WAITERS);
        require("a timer fires", Go.after(Duration.ofNanos(1)).receive() != null);
    }

    /** Whether it has not thrown. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread
    private static boolean attempt(int bytes, Runnable operation) {
        attempts++;
        full = fill();
        int left = bytes;
        for (Object[] first = full; left > 0 && first != null; first = full) {
            left -= 4 * first.length + SMALLEST;
            full = (Object[]) first[0];
        }
        try {
            operation.run();
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        } finally {
            full = null;
        }
    }

    /**
     * Gives the memory back after some 300 ms if an operation waits for it: till then the JDK's
     * scheduler tries again and again to wake a thread. Without it about every other run hung.
     */
    private static void relieve() {
        int before = 0;
        for (;;) {
            LockSupport.parkNanos(PATIENCE_NANOS);
            int now = attempts;
            if (now == before) {
                full = null;
            }
            before = now;
        }
    }

    /** Linked arrays, as many as there is memory for. */
    private static @Nullable Object @Nullable [] fill() {
        @Nullable Object[] head = null;
        for (int bytes = LARGEST; bytes >= SMALLEST;) {
            try {
                @Nullable Object[] next = new Object[Math.max(2, bytes / 4)];
                next[0] = head;
                head = next;
            } catch (OutOfMemoryError e) {
                bytes /= 4;
            }
        }
        return head;
    }
}

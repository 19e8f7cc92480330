package dev.jopher;

import static dev.jopher.Go.*;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/** A goroutine of a {@link SchedulerStress}: acts at random. Compiled with the JDK alone. */
final class SchedulerStressActor {
    private final SchedulerStress stress;
    private final Random random;
    private Optional<Socket> socket = Optional.empty();
    private volatile Optional<Thread> thread = Optional.empty();
    private volatile long operations;
    private volatile int last;

    SchedulerStressActor(SchedulerStress stress, long seed) {
        this.stress = stress;
        this.random = new Random(seed);
    }

    void runWhile(LongPredicate goesOn) {
        thread = Optional.of(Thread.currentThread());
        while (goesOn.test(operations)) {
            try {
                last = random.nextInt(17);
                operate(last);
            } catch (UncheckedInterruptedException | InterruptedException e) {
                // by another actor
            } catch (IOException e) {
                socket = Optional.empty(); // an interrupt closes it
            }
            Thread.interrupted();
            operations++;
        }
        thread = Optional.empty();
        closeSocket();
    }

    private void operate(int what) throws InterruptedException, IOException {
        switch (what) {
            case 0, 1 -> send(stress.buffered);
            case 2, 3 -> send(stress.unbuffered);
            case 4 -> sendToEither();
            case 5 -> LockSupport.parkNanos(random.nextInt(100_000));
            case 6 -> stress.locks.useReentrant(oneOf(8));
            case 7 -> stress.locks.useMonitor(oneOf(8));
            case 8 -> stress.locks.useMutex(oneOf(8));
            case 9 -> sleep(Duration.ofNanos(random.nextInt(200_000)));
            case 10 -> gosched();
            case 11 -> echo();
            case 12 -> startAndReceive();
            case 13 -> after(Duration.ofNanos(random.nextInt(100_000))).receive();
            case 14 -> guest();
            case 15 -> hog();
            default -> interruptOne();
        }
    }

    private boolean oneOf(int n) {
        return random.nextInt(n) == 0;
    }

    private void send(Channel<Long> c) {
        long v = random.nextLong();
        c.send(v);
        stress.sent.add(v);
    }

    private void sendToEither() {
        long v = random.nextLong();
        select(
                onSend(stress.buffered, v, () -> stress.sent.add(v)),
                onSend(stress.unbuffered, v, () -> stress.sent.add(v)),
                onTimeout(Duration.ofNanos(random.nextInt(50_000))));
    }

    private void echo() throws IOException {
        if (socket.isEmpty()) {
            socket = Optional.of(stress.echo.connect());
        }
        Socket s = socket.get();
        int b = random.nextInt(256);
        s.getOutputStream().write(b);
        int back = s.getInputStream().read();
        if (back != b) {
            throw new AssertionError("sent " + b + ", got back " + back);
        }
    }

    private void startAndReceive() {
        var c = new Channel<Integer>(1);
        go(() -> c.send(5));
        c.receive();
    }

    /** A virtual thread that is no goroutine, on our scheduler all the same. */
    private void guest() throws InterruptedException {
        Thread t = Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(1_000);
            Thread.yield();
        });
        t.join();
    }

    /** Longer than a time slice, now and then. */
    private void hog() {
        long start = System.nanoTime();
        long nanos = oneOf(20) ? 15_000_000 : 10_000;
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }

    private void interruptOne() {
        if (oneOf(10)) {
            stress.any(random).thread.ifPresent(Thread::interrupt);
        }
    }

    private void closeSocket() {
        try {
            if (socket.isPresent()) {
                socket.get().close();
            }
        } catch (IOException e) {
            // it goes anyway
        }
    }

    void lookAtStack() {
        thread.ifPresent(Thread::getStackTrace);
    }

    long operations() {
        return operations;
    }

    /** Describes an actor that is stuck. */
    @Override
    public String toString() {
        return thread.map(t -> operations + " operations, in " + last + " " + t + " "
                + Arrays.toString(t.getStackTrace())).orElse("ended");
    }
}

package dev.jopher;

import static dev.jopher.Go.*;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.support.EchoServer;
import dev.jopher.sync.WaitGroup;

/**
 * Goroutines that do all that can surprise a scheduler, at random ({@link SchedulerStressActor}),
 * while their stacks are looked at and the number of processors changes; and what must hold after
 * it: each gets on, all come to an end, every value sent was received once.
 *
 * <p>Also a program of its own, {@code SchedulerStress procs seconds}: {@code .ci/scheduler-stress}
 * runs it under each collector.
 */
public final class SchedulerStress {
    private static final int ACTORS = 32;
    private static final int CONSUMERS = 8;

    /** Each actor's, before it may end. */
    private static final int LEAST_OPERATIONS = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    final Channel<Long> buffered = new Channel<>(3);
    final Channel<Long> unbuffered = new Channel<>();
    final EchoServer echo = new EchoServer();
    final SchedulerStressLocks locks = new SchedulerStressLocks();
    final Tally sent = new Tally();
    final Tally received = new Tally();
    private final List<SchedulerStressActor> actors = new ArrayList<>();
    private final WaitGroup producing = new WaitGroup();
    private final WaitGroup consuming = new WaitGroup();
    private final int procs = maxProcs();
    private volatile boolean over;
    private volatile boolean ended;

    SchedulerStress(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < ACTORS; i++) {
            actors.add(new SchedulerStressActor(this, random.nextLong()));
        }
    }

    public static void main(String[] args) throws Exception {
        maxProcs(Integer.parseInt(args[0]));
        var stress = new SchedulerStress(System.nanoTime());
        stress.run(Duration.ofSeconds(Integer.parseInt(args[1])));
        System.out.println(stress);
    }

    /** Their number, and the sum of these random numbers: a lost and a doubled one still show. */
    static final class Tally {
        final LongAdder count = new LongAdder();
        final LongAdder sum = new LongAdder();

        void add(long value) {
            count.increment();
            sum.add(value);
        }

        @Override
        public String toString() {
            return count + " values, sum " + sum;
        }
    }

    /** Runs for {@code time} and until each actor has got on; throws AssertionError on a fault. */
    void run(Duration time) throws InterruptedException {
        actors.forEach(a -> producing.go(() -> a.runWhile(n -> !over || n < LEAST_OPERATIONS)));
        for (int i = 0; i < CONSUMERS; i++) {
            consuming.go(this::consume);
        }
        Thread looks = daemon("looks at stacks", this::lookAtStacks);
        Thread changes = daemon("changes maxProcs", this::changeProcs);
        Thread watches = daemon("watches", () -> watch(time));
        daemon("ends", this::end);
        watches.join();
        changes.join();
        looks.join();
        echo.close();
        locks.check();
        if (!sent.toString().equals(received.toString())) {
            throw new AssertionError("sent: " + sent + ", received: " + received);
        }
    }

    private static Thread daemon(String name, Runnable body) {
        return Thread.ofPlatform().daemon().name(name).start(body);
    }

    private void consume() {
        var first = onReceive(buffered);
        var second = onReceive(unbuffered);
        for (;;) {
            var c = select(first, second) == 0 ? first : second;
            Long v = c.value();
            if (v == null) {
                return;
            }
            received.add(v);
        }
    }

    /** Runs in its own thread, so that a stuck actor does not keep {@link #watch} from a report. */
    private void end() {
        producing.await();
        for (Long v = buffered.tryReceive(); v != null; v = buffered.tryReceive()) {
            received.add(v);
        }
        buffered.close();
        unbuffered.close();
        consuming.await();
        ended = true;
    }

    private void watch(Duration time) {
        LockSupport.parkNanos(time.toNanos());
        over = true;
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!ended) {
            if (System.nanoTime() - end > 0) {
                System.err.println("STUCK: " + this);
                actors.forEach(a -> System.err.println(a));
                Runtime.getRuntime().halt(3);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** A look at the stack of one that is parked stops it, and queues it again. */
    private void lookAtStacks() {
        while (!ended) {
            actors.forEach(SchedulerStressActor::lookAtStack);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void changeProcs() {
        Random random = new Random();
        while (!over) {
            LockSupport.parkNanos(20_000_000);
            maxProcs(1 + random.nextInt(4));
        }
        maxProcs(procs);
    }

    /** Returns an actor to interrupt. */
    SchedulerStressActor any(Random random) {
        return actors.get(random.nextInt(actors.size()));
    }

    @Override
    public String toString() {
        long least = actors.stream().mapToLong(SchedulerStressActor::operations).min().orElse(0);
        long all = actors.stream().mapToLong(SchedulerStressActor::operations).sum();
        return "%d operations, at least %d by each; sent: %s".formatted(all, least, sent);
    }
}

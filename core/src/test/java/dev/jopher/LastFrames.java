package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.numGoroutine;
import static dev.jopher.Go.sleep;
import static dev.jopher.internal.support.Goroutine.must;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Runs operations at each of the last stack depths of a thread: {@code LastFrames KIND ROUNDS
 * OPERATION...}. A StackOverflowError may leave one, but then nothing has happened; afterwards all
 * works. {@link StackOverflowTest} starts it, each time in a new JVM, so that round one is cold.
 *
 * <p>KIND is {@code platform} or {@code goroutine}.
 */
public final class LastFrames {
    /** More than the 24 KB that the largest operation asks for, in compiled frames too. */
    private static final int FRAMES = 1_000;

    private static final int WARM = 20_000;
    private static final int STACK_BYTES = 512 * 1024;

    /** What is done at each depth, and what must hold afterwards. */
    abstract static class Operation {
        /** At a depth at which it may overflow. */
        abstract void run();

        /** When no thread is in {@link #run}: ends what waits, and checks. */
        void check() {}
    }

    private LastFrames() {}

    /** Exits with 0 if all is well. */
    public static void main(String[] args) throws Exception {
        int before = numGoroutine();
        for (int round = 0; round < Integer.parseInt(args[1]); round++) {
            for (String name : Arrays.asList(args).subList(2, args.length)) {
                System.out.println(name);
                Operation operation = LastFramesOperations.make(name, FRAMES);
                if (args[0].equals("platform")) {
                    onThread(operation);
                } else {
                    inGoroutine(operation);
                }
                operation.check();
                everythingWorks(before);
            }
            warmUp(args, before);
        }
        System.out.println("all is well");
        System.exit(0);
    }

    private static void warmUp(String[] args, int before) {
        for (String name : Arrays.asList(args).subList(2, args.length)) {
            Operation operation = LastFramesOperations.make(name, WARM);
            for (int i = 0; i < WARM; i++) {
                operation.run();
            }
            operation.check();
        }
        until("goroutines end", () -> numGoroutine() <= before);
    }

    private static void onThread(Operation operation) throws InterruptedException {
        Thread t = new Thread(null, () -> overflow(operation), "deep", STACK_BYTES);
        t.start();
        t.join();
    }

    private static void inGoroutine(Operation operation) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        go(() -> {
            overflow(operation);
            end.countDown();
        });
        end.await();
    }

    private static void overflow(Operation operation) {
        try {
            descend(operation, new int[] {FRAMES});
        } catch (StackOverflowError e) {
            // the last of them
        }
    }

    /** On the way back from the deepest frame, each frame runs the operation. */
    @SuppressWarnings("InfiniteRecursion") // that is what it is for
    private static int descend(Operation operation, int[] left) {
        try {
            return descend(operation, left) + 1;
        } catch (StackOverflowError e) {
            if (left[0] > 0) {
                left[0]--;
                attempt(operation);
            }
            throw e;
        }
    }

    private static void attempt(Operation operation) {
        try {
            operation.run();
        } catch (StackOverflowError e) {
            // then nothing has happened
        }
    }

    // ---- afterwards -----------------------------------------------------------------------------

    private static void everythingWorks(int goroutines) {
        sleep(Duration.ofMillis(1));
        var c = new Channel<Integer>();
        go(() -> c.send(1));
        require("a value arrives", must(c.receive()) == 1);
        require("a timer fires", Go.after(Duration.ofMillis(1)).receive() != null);
        try (var ctx = Context.background().withTimeout(Duration.ofMillis(1))) {
            boolean unused = ctx.done().receive() == null;
        }
        until("goroutines end", () -> numGoroutine() <= goroutines);
        var silent = new Channel<Integer>();
        Throwable end = endOf(() -> silent.receive());
        require("a deadlock is found", end instanceof DeadlockException);
        silent.close(); // the abandoned goroutine counts until it ends
    }

    private static @Nullable Throwable endOf(Func main) {
        try {
            Go.run(main);
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    static void require(String what, boolean holds) {
        if (!holds) {
            System.out.println("does not hold: " + what);
            System.exit(3);
        }
    }

    /** Waits for it forever; the test has a limit. */
    static void until(String what, BooleanSupplier holds) {
        for (int i = 0; !holds.getAsBoolean(); i++) {
            if (i == 5_000) {
                System.out.println("does not come: " + what);
                System.out.println(Go.dump());
            }
            sleep(Duration.ofMillis(1));
        }
    }

    static Operation of(Runnable operation, Runnable check) {
        return new Operation() {
            @Override
            void run() {
                operation.run();
            }

            @Override
            void check() {
                check.run();
            }
        };
    }
}

package dev.jopher.bench.jopher;

import static dev.jopher.Go.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

import dev.jopher.CancelContext;
import dev.jopher.Case;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.Unit;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Check;
import dev.jopher.bench.worker.Work;
import dev.jopher.sync.WaitGroup;

/**
 * What may take a hundred times as long as expected when there is very much of something, or when
 * the process is cold; {@code bench/go/cliffs.go} has the originals. Each is measured once in a
 * fresh process.
 */
final class Cliffs {
    private static final Duration MILLI = Duration.ofMillis(1);

    private Cliffs() {}

    static void add(Map<String, Body> rows) {
        rows.put("TokenHandOver", Cliffs::tokenHandOver);
        rows.put("BigSelect", Cliffs::bigSelect);
        rows.put("CloseMillion", Cliffs::closeMillion);
        rows.put("TimersHeldUp", Cliffs::timersHeldUp);
        rows.put("ClassInitialisation", Cliffs::classInitialisation);
        rows.put("ClassInitialisationFed", Cliffs::classInitialisationFed);
        rows.put("ManyChannels", Cliffs::manyChannels);
        rows.put("ManyChannelsLeaks", Cliffs::manyChannels);
        rows.put("ShortLived1M", Cliffs::shortLived);
        rows.put("ShortLived1MLeaks", Cliffs::shortLived);
        rows.put("NestedContexts100k", b -> nested(b, b.size(100_000), Context::withCancel));
        rows.put("NestedContexts200k", b -> nested(b, b.size(200_000), Context::withCancel));
        rows.put("NestedTimeouts100k", b -> nested(b, b.size(100_000), Cliffs::withinAnHour));
        rows.put("NestedTimeouts200k", b -> nested(b, b.size(200_000), Cliffs::withinAnHour));
        rows.put("TimeoutBesideBusy", Cliffs::timeoutBesideBusy);
    }

    private static void tokenHandOver(Bench b) {
        int size = b.size(200_000);
        for (int i = 0; i < b.n(); i++) {
            var hand = new Channel<int[]>(1);
            hand.send(new int[1]);
            var done = new Channel<Unit>();
            for (int k = 0; k < size; k++) {
                go(() -> {
                    int[] token = Objects.requireNonNull(hand.receive());
                    boolean last = ++token[0] == size;
                    hand.send(token);
                    if (last) {
                        done.close();
                    }
                });
            }
            done.receive();
        }
    }

    private static void bigSelect(Bench b) {
        b.stopTimer();
        var cases = new ArrayList<Case<?>>();
        for (int i = 0; i < b.size(65_535); i++) {
            cases.add(onReceive(new Channel<Integer>()));
        }
        cases.add(otherwise());
        Check.that(select(cases) == cases.size() - 1); // the lock now has its place in the order
        Collections.shuffle(cases.subList(0, cases.size() - 1), new Random(1));
        b.startTimer();
        for (int i = 0; i < b.n(); i++) {
            Check.that(select(cases) == cases.size() - 1);
        }
    }

    private static void closeMillion(Bench b) {
        int size = b.size(1_000_000);
        for (int i = 0; i < b.n(); i++) {
            b.stopTimer();
            var gate = new Channel<Unit>();
            var started = new WaitGroup();
            var ended = new WaitGroup();
            started.add(size);
            ended.add(size);
            for (int k = 0; k < size; k++) {
                go(() -> {
                    started.done();
                    gate.receive();
                    ended.done();
                });
            }
            started.await();
            sleep(Duration.ofMillis(b.size(1000))); // for the last ones to wait
            b.startTimer();
            gate.close();
            ended.await();
        }
    }

    /**
     * Measures the longest sleep of a millisecond, while a deadline comes that starts many
     * functions.
     */
    private static void timersHeldUp(Bench b) {
        long worst = 0;
        for (int i = 0; i < b.n(); i++) {
            long found = 0;
            for (int millis = b.size(2000); found == 0; millis *= 2) {
                found = longestNap(b, millis);
            }
            worst = Math.max(worst, found);
        }
        b.report(worst);
    }

    /** Returns 0 if the deadline came before all functions were there. */
    private static long longestNap(Bench b, int millis) {
        long deadline = System.nanoTime() + millis * 1_000_000L;
        CancelContext ctx = Context.background().withTimeout(Duration.ofMillis(millis));
        var left = new WaitGroup();
        int size = b.size(300_000);
        left.add(size);
        for (int k = 0; k < size; k++) {
            ctx.afterFunc(left::done);
        }
        long worst = 0;
        long now = System.nanoTime();
        boolean inTime = now < deadline;
        for (long end = deadline + b.size(1000) * 1_000_000L; now < end;) {
            sleep(MILLI);
            long woken = System.nanoTime();
            worst = Math.max(worst, woken - now);
            now = woken;
        }
        left.await();
        return inTime ? worst : 0;
    }

    /** Takes 300 ms to be initialised, once in a process. */
    private static final class Slow {
        static final int SEVEN = seven();

        private static int seven() {
            try {
                Thread.sleep(300);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return 7;
        }
    }

    private static void classInitialisation(Bench b) {
        for (int i = 0; i < b.n(); i++) {
            var all = new WaitGroup();
            for (int k = 0; k < b.size(500); k++) {
                all.go(() -> Check.that(Slow.SEVEN == 7));
            }
            all.await();
        }
    }

    /** Waits for a value of another goroutine to be initialised, once in a process. */
    private static final class Fed {
        static final Channel<Integer> FEED = new Channel<>(2);

        private static final class Value {
            static final int SEVEN = Objects.requireNonNull(FEED.receive());
        }
    }

    private static void classInitialisationFed(Bench b) {
        for (int i = 0; i < b.n(); i++) {
            var all = new WaitGroup();
            for (int k = 0; k < b.size(500); k++) {
                all.go(() -> Check.that(Fed.Value.SEVEN == 7));
            }
            all.go(() -> {
                sleep(Duration.ofMillis(50));
                Fed.FEED.send(7);
            });
            all.await();
        }
    }

    /**
     * Starts a hundred goroutines, each with a channel of its own, and one that all of them check.
     */
    private static void manyChannels(Bench b) {
        var stop = new Channel<Unit>();
        var all = new WaitGroup();
        int rounds = b.size(5000) * b.n();
        for (int i = 0; i < 100; i++) {
            all.go(() -> {
                var own = new Channel<Integer>(1);
                for (int k = 0; k < rounds && stop.tryReceiveOk() == null; k++) {
                    own.send(k);
                    own.receive();
                    gosched();
                }
            });
        }
        all.await();
    }

    /** Starts a million goroutines, a thousand at a time. */
    private static void shortLived(Bench b) {
        int size = b.size(1_000_000);
        for (int i = 0; i < b.n(); i++) {
            var room = new Channel<Unit>(b.size(1000));
            var all = new WaitGroup();
            for (int k = 0; k < size; k++) {
                room.send(UNIT);
                all.go(room::receive);
            }
            all.await();
        }
    }

    private static CancelContext withinAnHour(Context parent) {
        return parent.withTimeout(JopherEngine.anHour());
    }

    private static void nested(Bench b, int depth, UnaryOperator<Context> child) {
        for (int i = 0; i < b.n(); i++) {
            CancelContext root = Context.background().withCancel();
            Context ctx = root;
            for (int k = 0; k < depth; k++) {
                ctx = child.apply(ctx);
            }
            root.cancel();
            ctx.done().receive();
        }
    }

    /**
     * Sleeps 300 ms next to four goroutines that each compute for three seconds, if they are not
     * stopped before.
     */
    private static void timeoutBesideBusy(Bench b) {
        long nanos = 0;
        for (int i = 0; i < b.n(); i++) {
            var stop = new AtomicBoolean();
            var busy = new WaitGroup();
            long end = System.nanoTime() + b.size(3000) * 1_000_000L;
            for (int k = 0; k < 4; k++) {
                busy.go(() -> Work.until(stop, end));
            }
            long start = System.nanoTime();
            sleep(Duration.ofMillis(b.size(300)));
            nanos += System.nanoTime() - start;
            stop.set(true);
            busy.await();
        }
        b.report((double) nanos / b.n());
    }
}

package dev.jopher.bench.jopher;

import static dev.jopher.Go.*;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

import dev.jopher.CancelContext;
import dev.jopher.Case;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.Timer;
import dev.jopher.Unit;
import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Check;
import dev.jopher.sync.ErrGroup;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;

/**
 * How the time grows with the number of things that are held; as {@link Waiters}, for what is not a
 * waiter.
 */
final class Growth {
    private Growth() {}

    static void add(Map<String, Body> all) {
        all.put("Goroutines", Growth::goroutines);
        all.put("Group", Growth::group);
        all.put("Dump", Growth::dumpOfAll);
        all.put("Buffer", Growth::buffer);
        all.put("Cases", b -> cases(b, false));
        all.put("CasesLocked", b -> cases(b, true));
        all.put("HeldLocks", Growth::heldLocks);
        all.put("TimersStopped", Growth::timersStopped);
        all.put("TimersFired", Growth::timersFired);
        all.put("TimersReset", Growth::timersReset);
        all.put("Children", b -> children(b, Context::withCancel, false));
        all.put("ChildrenTimeouts", b -> children(b, Growth::withinAnHour, false));
        all.put("ChildrenLeft", b -> children(b, Context::withCancel, true));
        all.put("AfterFuncs", Growth::afterFuncs);
        all.put("Nested", b -> nested(b, Context::withCancel));
        all.put("NestedTimeouts", b -> nested(b, Growth::withinAnHour));
        all.put("NestedValues", b -> nested(b, c -> c.withValue("key", "value").withCancel()));
        all.put("NestedDetached", b -> nested(b, c -> c.withoutCancel().withCancel()));
    }

    private static CancelContext withinAnHour(Context parent) {
        return parent.withTimeout(JopherEngine.anHour());
    }

    /** Returns them in an order that is the same each time, and no other one. */
    private static <T> List<T> shuffled(int n, IntFunction<T> make) {
        var all = new ArrayList<T>(n);
        for (int i = 0; i < n; i++) {
            all.add(make.apply(i));
        }
        Collections.shuffle(all, new Random(1));
        return all;
    }

    private static void goroutines(Bench b) {
        var done = new WaitGroup();
        for (int i = 0; i < b.n(); i++) {
            done.go(() -> {});
        }
        done.await();
    }

    private static void group(Bench b) {
        var group = new ErrGroup();
        for (int i = 0; i < b.n(); i++) {
            group.go(() -> {});
        }
        group.await();
    }

    /** Dumps goroutines that wait at many lines of dump, which are all alike. */
    private static void dumpOfAll(Bench b) {
        b.stopTimer();
        var gate = new Channel<Unit>();
        var done = new WaitGroup();
        for (int i = 0; i < b.n(); i++) {
            done.go(gate::receive);
        }
        sleep(Duration.ofMillis(20 + b.n() / 1000));
        b.startTimer();
        Check.that(!dump().isEmpty());
        b.stopTimer();
        gate.close();
        done.await();
    }

    private static void buffer(Bench b) {
        var c = new Channel<Integer>(b.n());
        for (int i = 0; i < b.n(); i++) {
            c.send(i);
        }
        c.close();
        for (int _ : c) {
        }
    }

    /**
     * Measures a select of many channels in another order than that of their making, which checks
     * or waits.
     */
    private static void cases(Bench b, boolean waits) {
        b.stopTimer();
        var channels = new ArrayList<Channel<Unit>>();
        var cases = new ArrayList<Case<?>>();
        for (int i = 0; i < b.n(); i++) {
            channels.add(new Channel<>());
            cases.add(onReceive(channels.getLast()));
        }
        cases.add(otherwise());
        Check.that(select(cases) == b.n()); // the locks have an order from now on
        cases.removeLast();
        Collections.shuffle(cases, new Random(1));
        if (!waits) {
            cases.add(otherwise());
        }
        b.startTimer();
        if (waits) {
            go(channels.get(b.n() / 2)::close);
        }
        Check.that(select(cases) >= 0);
    }

    private static void heldLocks(Bench b) {
        List<Mutex> locks = shuffled(b.n(), _ -> new Mutex());
        locks.forEach(Mutex::lock);
        Collections.shuffle(locks, new Random(2));
        locks.forEach(Mutex::unlock);
    }

    private static void timersStopped(Bench b) {
        List<Timer> timers =
                shuffled(b.n(), i -> afterFunc(Duration.ofSeconds(3600 + i), () -> {}));
        timers.forEach(Timer::stop);
    }

    private static void timersReset(Bench b) {
        List<Timer> timers =
                shuffled(b.n(), i -> afterFunc(Duration.ofSeconds(3600 + i), () -> {}));
        for (int i = 0; i < b.n(); i++) {
            timers.get(i).reset(Duration.ofSeconds(7200 - i % 3000));
        }
        timers.forEach(Timer::stop);
    }

    private static void timersFired(Bench b) {
        var fired = new WaitGroup();
        fired.add(b.n());
        for (int i = 0; i < b.n(); i++) {
            afterFunc(Duration.ofMillis(i * 7919L % 50), fired::done);
        }
        fired.await();
    }

    private static void children(Bench b, UnaryOperator<Context> child, boolean each) {
        CancelContext parent = Context.background().withCancel();
        List<Context> all = shuffled(b.n(), _ -> child.apply(parent));
        if (each) {
            all.forEach(c -> ((CancelContext) c).cancel());
        }
        parent.cancel();
        all.forEach(c -> Check.that(c.err() != null));
    }

    private static void afterFuncs(Bench b) {
        CancelContext parent = Context.background().withCancel();
        var done = new WaitGroup();
        done.add(b.n());
        for (int i = 0; i < b.n(); i++) {
            parent.afterFunc(done::done);
        }
        parent.cancel();
        done.await();
    }

    private static void nested(Bench b, UnaryOperator<Context> child) {
        CancelContext root = Context.background().withCancel();
        Context ctx = root;
        for (int i = 0; i < b.n(); i++) {
            ctx = child.apply(ctx);
        }
        root.cancel();
        if (ctx instanceof CancelContext c) {
            c.cancel();
        }
    }
}

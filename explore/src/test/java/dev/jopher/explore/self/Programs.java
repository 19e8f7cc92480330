package dev.jopher.explore.self;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.CancelContext;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.Go;
import dev.jopher.Ticker;
import dev.jopher.Timer;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.explore.Body;
import dev.jopher.explore.internal.world.Controllers;
import dev.jopher.sync.Cond;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.RWMutex;
import dev.jopher.sync.Semaphore;
import dev.jopher.sync.WaitGroup;

/** Programs in which nothing may be lost, and nothing wait forever. */
final class Programs {
    static final Map<String, Body> ALL = new LinkedHashMap<>();

    static {
        ALL.put("Mutex", Programs::mutex);
        ALL.put("RWMutex", Programs::rwMutex);
        ALL.put("RWMutex.tryLock", Programs::tryLock);
        ALL.put("Semaphore", Programs::semaphore);
        ALL.put("WaitGroup", Programs::waitGroup);
        ALL.put("WaitGroup.rounds", Programs::rounds);
        ALL.put("WaitGroup.refused", Programs::refusedDone);
        ALL.put("Cond", Programs::cond);
        ALL.put("Cond.refused", Programs::refusedAwait);
        ALL.put("Channel.close", Programs::interruptedByClose);
        ALL.put("Select", Programs::select);
        ALL.put("Context", Programs::context);
        ALL.put("Timers", Programs::timers);
    }

    private Programs() {}

    static void require(boolean condition, Object what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }

    /** Runs all, each on a goroutine, and waits for them. */
    private static void together(Runnable... parts) {
        Channel<Integer> ended = new Channel<>(parts.length);
        for (Runnable p : parts) {
            Go.go(() -> {
                p.run();
                ended.send(1);
            });
        }
        for (Runnable _ : parts) {
            ended.receive();
        }
    }

    private static void ignoringEnd(Runnable r) {
        try {
            r.run();
        } catch (ContextException | UncheckedInterruptedException e) {
            // as it should be
        }
    }

    /** What a lock protects: at most one thread is inside, or only readers are. */
    private static final class Inside {
        private int readers;
        private int writers;
        private int entered;

        void write() {
            require(writers++ == 0 && readers == 0, "a writer is not alone");
            Go.gosched();
            writers--;
            entered++;
        }

        void read() {
            readers++;
            require(writers == 0, "a reader meets a writer");
            Go.gosched();
            readers--;
        }
    }

    private static void mutex() {
        Mutex mu = new Mutex();
        Inside inside = new Inside();
        CancelContext ctx = Context.background().withCancel();
        Runnable enter = () -> {
            mu.lock();
            inside.write();
            mu.unlock();
        };
        together(enter, enter, () -> {
            if (mu.tryLock()) {
                inside.write();
                mu.unlock();
            }
        }, () -> ignoringEnd(() -> {
            mu.lock(ctx);
            inside.write();
            mu.unlock();
        }), ctx::cancel);
        require(mu.tryLock() && inside.entered >= 2, mu);
    }

    private static void rwMutex() {
        RWMutex rw = new RWMutex();
        Inside inside = new Inside();
        CancelContext ctx = Context.background().withCancel();
        Runnable read = () -> {
            rw.rLock();
            inside.read();
            rw.rUnlock();
        };
        together(read, read, () -> {
            rw.lock();
            inside.write();
            rw.unlock();
        }, () -> ignoringEnd(() -> {
            rw.lock(ctx);
            inside.write();
            rw.unlock();
        }), ctx::cancel);
        require(rw.tryLock(), rw);
    }

    /** Of two attempts, one after the reader has left, one succeeds. */
    private static void tryLock() {
        RWMutex rw = new RWMutex();
        rw.rLock();
        boolean[] locked = new boolean[2];
        together(() -> locked[0] = rw.tryLock(), () -> {
            rw.rUnlock();
            locked[1] = rw.tryLock();
        });
        require(locked[0] != locked[1], "both were refused");
    }

    private static void semaphore() {
        Semaphore s = new Semaphore(3);
        int[] held = {0};
        CancelContext ctx = Context.background().withCancel();
        List<Runnable> parts = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            int weight = n;
            parts.add(() -> {
                s.acquire(weight);
                hold(s, held, weight);
            });
        }
        parts.add(() -> ignoringEnd(() -> {
            s.acquire(ctx, 2);
            hold(s, held, 2);
        }));
        parts.add(ctx::cancel);
        together(parts.toArray(Runnable[]::new));
        require(s.tryAcquire(3), s);
    }

    private static void hold(Semaphore s, int[] held, int n) {
        held[0] += n;
        require(held[0] <= 3, held[0]);
        Go.gosched();
        held[0] -= n;
        s.release(n);
    }

    private static void waitGroup() {
        WaitGroup wg = new WaitGroup();
        int[] ended = {0};
        wg.add(2);
        Runnable part = () -> {
            ended[0]++;
            wg.done();
        };
        Runnable wait = () -> {
            wg.await();
            require(ended[0] == 2, "await returned after " + ended[0]);
        };
        together(part, part, wait, wait);
    }

    /** A wait is given up. The next round begins while the first one ends. */
    private static void rounds() {
        WaitGroup wg = new WaitGroup();
        wg.add(1);
        ignoringEnd(() -> {
            Thread.currentThread().interrupt();
            wg.await();
        });
        require(Thread.interrupted(), "the wait ended without an interrupt");
        together(wg::done, () -> {
            wg.add(1);
            require(!wg.await(Duration.ofMillis(1)), "await ended while the counter was not zero");
            wg.done();
        });
    }

    /** Two dones and one add: one done is refused, whatever the order. */
    private static void refusedDone() {
        WaitGroup wg = new WaitGroup();
        int[] refused = {0};
        Runnable done = () -> {
            try {
                wg.done();
            } catch (IllegalStateException e) {
                refused[0]++;
            }
        };
        together(done, () -> {
            wg.add(1);
            done.run();
        });
        require(refused[0] == 1 && wg.toString().equals("WaitGroup[0]"), refused[0] + " " + wg);
    }

    private static void cond() {
        Mutex mu = new Mutex();
        Cond notEmpty = new Cond(mu);
        int[] n = {0};
        Runnable take = () -> {
            mu.lock();
            while (n[0] == 0) {
                notEmpty.await();
            }
            n[0]--;
            mu.unlock();
        };
        Runnable put = () -> {
            mu.lock();
            n[0]++;
            mu.unlock();
            notEmpty.signal();
        };
        together(take, take, put, put);
        require(n[0] == 0, n[0]);
    }

    /** A wait without the lock is refused. It must not pass a signal to one that came later. */
    private static void refusedAwait() {
        OwnedLock mu = new OwnedLock();
        Cond cond = new Cond(mu);
        boolean[] signalled = {false};
        together(() -> {
            try {
                cond.await();
            } catch (IllegalMonitorStateException e) {
                return;
            }
            throw new AssertionError("a wait without the lock");
        }, () -> {
            cond.signal();
            signalled[0] = true;
        }, () -> {
            while (!signalled[0]) {
                Go.gosched();
            }
            mu.lock();
            require(!cond.await(Duration.ofMillis(1)), "woken by an earlier signal");
            mu.unlock();
        });
    }

    /** Of two receivers, one is interrupted while the channel is closed. Then it waits again. */
    private static void interruptedByClose() {
        Channel<Integer> closed = new Channel<>();
        Channel<Integer> next = new Channel<>();
        Thread[] receiver = new Thread[1];
        boolean[] interrupted = {false};
        Go.go(() -> require(closed.receive() == null, "a value of a closed channel"));
        Go.go(() -> {
            receiver[0] = Thread.currentThread();
            ignoringEnd(() -> require(closed.receive() == null, "a value of a closed channel"));
            while (!interrupted[0]) {
                Go.gosched();
            }
            boolean unused = Thread.interrupted();
            require(next.receive() != null, "the channel is not closed");
        });
        Controllers.awaitQuiet();
        Go.go(closed::close);
        receiver[0].interrupt();
        interrupted[0] = true;
        next.send(1);
    }

    private static void select() {
        Channel<Integer> a = new Channel<>();
        Channel<Integer> b = new Channel<>(1);
        CancelContext ctx = Context.background().withCancel();
        int[] sum = {0, 0};
        Runnable send = () -> {
            if (Go.select(Go.onSend(a, 1), Go.onSend(b, 1), Go.onReceive(ctx.done())) < 2) {
                sum[0]++;
            }
        };
        Runnable receive = () -> {
            int i = Go.select(Go.onReceive(b), Go.onReceive(a),
                    Go.onTimeout(Duration.ofMillis(1)));
            sum[1] += i < 2 ? 1 : 0;
        };
        together(send, send, receive, ctx::cancel);
        require(sum[0] == sum[1] + b.len(), sum[0] + " sent, " + sum[1] + " received");
    }

    private static void context() {
        CancelContext parent = Context.background().withCancel();
        boolean[] ran = {false};
        CancelContext[] children = new CancelContext[2];
        together(() -> {
            children[0] = parent.withCancel();
            children[0].done().receive();
            require(children[0].err() != null, "done without a reason");
        }, () -> {
            children[1] = parent.withTimeout(Duration.ofMillis(1));
            children[1].cancel();
        }, () -> {
            var registration = parent.afterFunc(() -> ran[0] = true);
            if (registration.stop()) {
                ran[0] = true;
            }
        }, parent::cancel);
        Go.sleep(Duration.ofMillis(2));
        require(ran[0] && children[1].err() != null, "the end of a context is lost");
    }

    private static void timers() {
        Timer timer = new Timer(Duration.ofMillis(1));
        Ticker ticker = new Ticker(Duration.ofMillis(1));
        int[] fired = {0};
        together(() -> {
            if (timer.reset(Duration.ofMillis(2))) {
                timer.channel().receive();
            }
        }, () -> {
            ticker.channel().receive();
            ticker.channel().receive();
            ticker.stop();
        }, () -> {
            Timer f = Timer.afterFunc(Duration.ofMillis(1), () -> fired[0]++);
            Go.sleep(Duration.ofMillis(1));
            if (f.stop()) { // not in one expression: the function may run while stop does
                fired[0]++;
            }
        });
        Go.sleep(Duration.ofMillis(1));
        require(fired[0] == 1, fired[0]);
    }
}

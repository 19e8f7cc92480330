package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.select;
import static dev.jopher.Go.sleep;
import static dev.jopher.LastFrames.of;
import static dev.jopher.LastFrames.require;
import static dev.jopher.LastFrames.until;
import static dev.jopher.internal.support.Goroutine.must;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.LastFrames.Operation;
import dev.jopher.sync.Cond;
import dev.jopher.sync.ErrGroup;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.Once;
import dev.jopher.sync.RWMutex;
import dev.jopher.sync.Semaphore;
import dev.jopher.sync.SingleFlight;
import dev.jopher.sync.WaitGroup;

/** What {@link LastFrames} can run. Plain fields count what must differ: a call could overflow. */
final class LastFramesOperations {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofNanos(1_000);

    private LastFramesOperations() {}

    static Operation make(String name, int times) {
        return switch (name) {
            case "send" -> send(times);
            case "try" -> tryAll();
            case "close" -> close(Math.min(times, 1_000));
            case "select" -> selectAll();
            case "sleep" -> of(() -> sleep(SHORT), () -> {});
            case "timer" -> timer();
            case "cancel" -> cancel(times);
            case "derive" -> derive();
            case "go" -> goAll();
            case "mutex" -> mutex();
            case "rwmutex" -> rwMutex();
            case "semaphore" -> semaphore();
            case "waitgroup" -> waitGroup();
            case "cond" -> cond();
            case "once" -> of(() -> new Once().run(() -> {}), () -> {});
            case "errgroup" -> errGroup();
            case "singleflight" -> singleFlight();
            case "run" -> of(() -> Go.run(() -> {}), () -> {});
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** A send that has thrown has not happened, one that has returned has. */
    private static Operation send(int times) {
        var c = new Channel<Integer>();
        var answers = new Channel<Integer>(times);
        var received = new AtomicInteger();
        go(() -> {
            for (int v : c) {
                received.incrementAndGet();
                answers.send(v);
            }
        });
        return new Operation() {
            private int sent;

            @Override
            void run() {
                c.send(1);
                sent++;
                Integer unused = answers.receive();
            }

            @Override
            void check() {
                until("all that was sent is received", () -> received.get() >= sent);
                c.close();
                require("nothing else is", received.get() == sent);
            }
        };
    }

    private static Operation tryAll() {
        var c = new Channel<Integer>(1);
        return of(() -> {
            boolean sent = c.trySend(1);
            Integer received = c.tryReceive();
            int unused = c.len();
        }, () -> {
            Integer left = c.tryReceive();
            require("it can be used", c.trySend(2) && must(c.receive()) == 2);
        });
    }

    /** Each closes a channel on which a goroutine waits. */
    private static Operation close(int times) {
        List<Channel<Integer>> channels = new ArrayList<>();
        var woken = new AtomicInteger();
        for (int i = 0; i < times; i++) {
            var c = new Channel<Integer>();
            channels.add(c);
            go(() -> {
                Integer unused = c.receive();
                woken.incrementAndGet();
            });
        }
        return new Operation() {
            private int next;
            private int closed;

            @Override
            void run() {
                if (next < channels.size()) {
                    channels.get(next).close();
                    closed++;
                    next++;
                }
            }

            @Override
            void check() {
                for (int i = next; i < channels.size(); i++) {
                    channels.get(i).close(); // it has not happened yet
                }
                until("all are woken", () -> woken.get() == times);
            }
        };
    }

    private static Operation selectAll() {
        var a = new Channel<Integer>();
        var b = new Channel<Integer>();
        var tick = new Ticker(Duration.ofMillis(1));
        return of(
                () -> select(onReceive(a), onSend(b, 1), onReceive(tick.channel()),
                        onTimeout(SHORT)),
                () -> {
                    tick.stop();
                    require("nothing waits", !a.trySend(1) && b.tryReceive() == null);
                });
    }

    private static Operation timer() {
        var f = Timer.afterFunc(HOUR, () -> {});
        var t = new Timer(HOUR);
        return of(() -> {
            boolean unused = f.reset(HOUR);
            unused = t.reset(HOUR);
            unused = f.stop();
            unused = t.stop();
        }, () -> {
            boolean unused = t.reset(Duration.ofMillis(1));
            require("it fires", t.channel().receive() != null);
        });
    }

    private static Operation cancel(int times) {
        List<CancelContext> parents = new ArrayList<>();
        List<CancelContext> children = new ArrayList<>();
        var told = new AtomicInteger();
        for (int i = 0; i < times; i++) {
            var parent = Context.background().withCancel();
            parents.add(parent);
            for (int k = 0; k < 3; k++) {
                children.add(parent.withCancel());
            }
            var unused = children.getLast().done();
            unused = parent.done();
            var stop = children.getLast().afterFunc(told::incrementAndGet);
        }
        return new Operation() {
            private int next;

            @Override
            void run() {
                if (next < parents.size()) {
                    parents.get(next).cancel();
                    next++;
                }
            }

            @Override
            void check() {
                for (int i = 0; i < parents.size(); i++) {
                    boolean begun = parents.get(i).err() != null;
                    for (int k = 0; begun && k < 3; k++) {
                        require("all below are done", children.get(3 * i + k).err() != null);
                    }
                    parents.get(i).cancel();
                }
                until("all are told", () -> told.get() == times);
            }
        };
    }

    private static Operation derive() {
        var root = Context.background().withCancel();
        return of(() -> {
            root.withCancel().close();
            root.withTimeout(HOUR).close();
        }, () -> require("nothing is left", root.childCount() == 0));
    }

    private static Operation goAll() {
        var ran = new AtomicInteger();
        return new Operation() {
            private int started;

            @Override
            void run() {
                go(ran::incrementAndGet);
                started++;
            }

            @Override
            void check() {
                until("all run", () -> ran.get() == started);
            }
        };
    }

    // ---- locks ----------------------------------------------------------------------------------

    /** Next to another goroutine that locks and unlocks without end. */
    private static Operation contended(Runnable operation, Runnable beside, Runnable check) {
        var stop = new Channel<Unit>();
        var stopped = new Channel<Unit>();
        go(() -> {
            while (select(onReceive(stop), Go.otherwise()) != 0) {
                beside.run();
                Go.gosched();
            }
            stopped.close();
        });
        return of(operation, () -> {
            stop.close();
            Unit unused = stopped.receive();
            check.run();
        });
    }

    private static Operation mutex() {
        var mu = new Mutex();
        Runnable use = () -> {
            mu.lock();
            try {
                Thread.onSpinWait();
            } finally {
                mu.unlock();
            }
        };
        return contended(use, use, () -> {
            require("it is unlocked", mu.tryLock());
            mu.unlock();
        });
    }

    private static Operation rwMutex() {
        var mu = new RWMutex();
        Runnable write = () -> {
            mu.lock();
            mu.unlock();
        };
        return contended(() -> {
            mu.rLock();
            mu.rUnlock();
            write.run();
        }, write, () -> {
            require("it is unlocked", mu.tryLock());
            mu.unlock();
        });
    }

    private static Operation semaphore() {
        var s = new Semaphore(1);
        Runnable use = () -> {
            s.acquire();
            s.release();
        };
        return contended(use, use, () -> require("nothing is held", s.tryAcquire()));
    }

    private static Operation waitGroup() {
        var wg = new WaitGroup();
        return of(() -> {
            wg.add(1);
            wg.done();
            wg.go(() -> {});
            wg.await();
        }, wg::await);
    }

    private static Operation cond() {
        var mu = new Mutex();
        var changed = new Cond(mu);
        return contended(() -> {
            mu.lock();
            try {
                long unused = changed.awaitNanos(1_000);
            } finally {
                mu.unlock();
            }
        }, changed::broadcast, () -> {
            require("it is unlocked", mu.tryLock());
            mu.unlock();
        });
    }

    private static Operation errGroup() {
        var group = new ErrGroup();
        group.setLimit(2);
        return of(() -> group.go(() -> {}), () -> {
            group.await();
            group.setLimit(1);
        });
    }

    private static Operation singleFlight() {
        var flights = new SingleFlight<String, Integer>();
        return of(() -> {
            var unused = flights.run("key", () -> 1);
        }, () -> require("none is under way", !flights.run("key", () -> 1).shared()));
    }
}

package dev.jopher.explore.classics;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.select;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.CancelContext;
import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.Go;
import dev.jopher.sync.ErrGroup;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;

/** Programs that use channels, select and contexts wrongly. */
final class LaterChannels {
    private LaterChannels() {}

    /** The last worker closes the results: two may both find that they are the last. */
    static final class CloseTwice extends Program {
        CloseTwice() {
            super("close twice");
        }

        @Override
        void run(boolean fixed) {
            var results = new Channel<Integer>(3);
            var left = new AtomicInteger(3);
            parallel(copies(3, () -> {
                results.send(1);
                if (fixed ? left.decrementAndGet() == 0 : lastOf(left)) {
                    results.close();
                }
            }));
        }

        private static boolean lastOf(AtomicInteger left) {
            left.decrementAndGet();
            return left.get() == 0;
        }
    }

    /** A consumer gives up when it is asked to, and its producer waits for it. */
    static final class GroupWaits extends Program {
        GroupWaits() {
            super("errgroup: producer left");
        }

        @Override
        void run(boolean fixed) {
            var group = new ErrGroup(Context.background());
            var jobs = new Channel<Integer>();
            var bad = new AtomicBoolean();
            group.go(() -> {
                for (int i = 0; i < 3; i++) {
                    if (!fixed) {
                        jobs.send(i);
                    } else if (select(onSend(jobs, i), onReceive(group.context().done())) == 1) {
                        return;
                    }
                }
                jobs.close();
            });
            group.go(() -> {
                for (int job : jobs) {
                    if (bad.get()) {
                        throw new IllegalStateException("job " + job);
                    }
                }
            });
            group.go(() -> bad.set(true));
            Throwable unused = group.quietlyAwait();
        }
    }

    /** The owner cancels and closes the channel; a sender may be in its select. */
    static final class CancelAndClose extends Program {
        CancelAndClose() {
            super("cancel, then close");
        }

        @Override
        void run(boolean fixed) {
            CancelContext ctx = Context.background().withCancel();
            var jobs = new Channel<Integer>(1);
            var sender = new WaitGroup();
            sender.go(() -> {
                for (int i = 0; i < 3; i++) {
                    if (ctx.err() != null
                            || select(onSend(jobs, i), onReceive(ctx.done())) == 1) {
                        return;
                    }
                }
            });
            parallel(() -> {
                Integer unused = jobs.receive();
                ctx.cancel();
                if (fixed) {
                    sender.await();
                }
                jobs.close();
            });
            sender.await();
        }
    }

    /** A channel holds the state. It is read and written back, but not in one go. */
    static final class StateInChannel extends Program {
        StateInChannel() {
            super("state in a channel");
        }

        @Override
        void run(boolean fixed) {
            var state = new Channel<Integer>(1);
            state.send(0);
            parallel(copies(3, () -> {
                int v = state.receive();
                if (!fixed) {
                    state.send(v);
                    int unused = state.receive();
                }
                state.send(v + 1);
            }));
            check(state.receive() == 3, "an update is lost");
        }
    }

    /** The answer and the timeout come at the same time, and the server cannot get rid of it. */
    static final class LateAnswer extends Program {
        LateAnswer() {
            super("answer and timeout");
        }

        @Override
        void run(boolean fixed) {
            var answer = new Channel<Integer>(fixed ? 1 : 0);
            parallel(() -> {
                Go.sleep(Duration.ofMillis(10));
                answer.send(42);
            }, () -> {
                int unused = select(onReceive(answer), onTimeout(Duration.ofMillis(10)));
            });
        }
    }

    /** A message goes to the subscribers of a copy, one of which has unsubscribed since. */
    static final class Unsubscribe extends Program {
        Unsubscribe() {
            super("unsubscribe while publishing");
        }

        @Override
        void run(boolean fixed) {
            var mu = new Mutex();
            var first = new Channel<Integer>(2);
            var second = new Channel<Integer>(2);
            List<Channel<Integer>> subscribers = new ArrayList<>(List.of(first, second));
            parallel(() -> {
                mu.lock();
                List<Channel<Integer>> copy = List.copyOf(subscribers);
                if (!fixed) {
                    mu.unlock();
                }
                copy.forEach(c -> c.send(1));
                if (fixed) {
                    mu.unlock();
                }
            }, () -> locked(mu, () -> {
                subscribers.remove(second);
                second.close();
            }), () -> first.receive());
        }
    }

    /** The group counts a goroutine only when that runs. */
    static final class LateAdd extends Program {
        LateAdd() {
            super("add in the goroutine");
        }

        @Override
        void run(boolean fixed) {
            var wg = new WaitGroup();
            var all = new WaitGroup();
            var done = new AtomicInteger();
            for (int i = 0; i < 3; i++) {
                if (fixed) {
                    wg.add(1);
                }
                all.go(() -> {
                    if (!fixed) {
                        wg.add(1);
                    }
                    done.incrementAndGet();
                    wg.done();
                });
            }
            wg.await();
            int seen = done.get();
            all.await();
            check(seen == 3, "await was early");
        }
    }
}

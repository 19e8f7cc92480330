// Channels, contexts and goroutines inside the JDK's StructuredTaskScope, which is a preview.
//
//     ./jopher run --enable-preview examples/structured/Structured.java

import static dev.jopher.Go.*;

import dev.jopher.*;
import dev.jopher.sync.*;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.StructuredTaskScope.Subtask;

static final ScopedValue<String> TENANT = ScopedValue.newInstance();

void main() throws Exception {
    interruptsEndWaits();
    contextEndsTheBody();
    contextEndsGoroutines();
    ScopedValue.where(TENANT, "acme").call(() -> {
        bindings();
        return null;
    });
}

/** When the scope is cancelled, it interrupts its forks: each waits in another operation. */
void interruptsEndWaits() throws Exception {
    var never = new Channel<String>();
    var locked = new Mutex();
    locked.lock();
    var said = new Channel<String>(5);
    var ready = new WaitGroup();
    try (var scope = StructuredTaskScope.open()) {
        scope.fork(waiting(ready, said, () -> never.receive()));
        scope.fork(waiting(ready, said, () -> select(onReceive(never), onReceive(never))));
        scope.fork(waiting(ready, said, () -> {
            new Channel<String>().send("");
            return null;
        }));
        scope.fork(waiting(ready, said, () -> {
            locked.lockInterruptibly();
            return null;
        }));
        scope.fork(failing(() -> ready.await()));
        scope.join();
    } catch (StructuredTaskScope.FailedException e) {
        IO.println("join: " + e.getCause().getMessage());
    }
    said.close();
    var lines = new java.util.TreeSet<String>();
    for (String line : said) {
        lines.add(line);
    }
    lines.forEach(IO::println);
    locked.unlock();
}

/** Returns a task that says how its wait has ended. */
Callable<Object> waiting(WaitGroup ready, Channel<String> said, Callable<Object> wait) {
    ready.add(1);
    return () -> {
        ready.done();
        try {
            return wait.call();
        } catch (UncheckedInterruptedException e) {
            said.send("fork: " + e.getMessage());
            throw e;
        } catch (InterruptedException e) {
            said.send("fork: interrupted in lockInterruptibly");
            throw e;
        }
    };
}

/** Returns a task that fails after {@code wait}. */
Callable<Object> failing(Runnable wait) {
    return () -> {
        wait.run();
        throw new IllegalStateException("a fork has failed");
    };
}

/**
 * Returns {@code joiner}, which also cancels {@code ctx} when it cancels the scope. The scope
 * interrupts its forks, but neither its body nor the goroutines that they have started.
 */
<T, R> Joiner<T, R> cancelling(CancelContext ctx, Joiner<T, R> joiner) {
    return new Joiner<>() {
        @Override
        public boolean onFork(Subtask<? extends T> subtask) {
            return joiner.onFork(subtask);
        }

        @Override
        public boolean onComplete(Subtask<? extends T> subtask) {
            boolean cancels = joiner.onComplete(subtask);
            if (cancels) {
                ctx.cancel();
            }
            return cancels;
        }

        @Override
        public R result() throws Throwable {
            return joiner.result();
        }
    };
}

/** A body that waits for values of its forks does not hang when one of them has failed. */
void contextEndsTheBody() throws Exception {
    var results = new Channel<String>();
    var seen = new Channel<Unit>();
    try (var ctx = Context.background().withCancel();
            var scope = StructuredTaskScope
                    .open(cancelling(ctx, Joiner.awaitAllSuccessfulOrThrow()))) {
        scope.fork(() -> results.send(ctx, "one"));
        scope.fork(failing(() -> seen.receive()));
        try {
            IO.println("body: " + results.receive(ctx));
            seen.close();
            results.receive(ctx);
        } catch (CanceledException e) {
            IO.println("body: " + e.getMessage());
        }
        scope.join();
    } catch (StructuredTaskScope.FailedException e) {
        IO.println("join: " + e.getCause().getMessage());
    }
}

/** Goroutines of a fork end by the context, too. */
void contextEndsGoroutines() throws Exception {
    var ended = new Channel<String>(1);
    var ready = new Channel<Unit>();
    try (var ctx = Context.background().withCancel();
            var scope = StructuredTaskScope
                    .open(cancelling(ctx, Joiner.awaitAllSuccessfulOrThrow()))) {
        scope.fork(() -> {
            try (var group = new ErrGroup(ctx)) {
                group.go(() -> {
                    ready.close();
                    try {
                        Channel.never().receive(group.context());
                    } catch (CanceledException e) {
                        ended.send("goroutine: " + e.getMessage());
                    }
                });
                group.await();
            }
        });
        scope.fork(failing(() -> ready.receive()));
        scope.join();
    } catch (StructuredTaskScope.FailedException e) {
        IO.println("join: " + e.getCause().getMessage());
    }
    IO.println(ended.receive());
}

/** What a fork, and what a goroutine of a fork has of the bindings around the scope. */
void bindings() throws Exception {
    try (var scope = StructuredTaskScope.open()) {
        var inFork = scope.fork(() -> TENANT.get());
        var inGoroutine = scope.fork(() -> {
            var answer = new Channel<Boolean>();
            go(() -> answer.send(TENANT.isBound()));
            return answer.receive();
        });
        var forked = new Channel<String>();
        go(() -> {
            try {
                scope.fork(() -> "");
                forked.send("a goroutine can fork");
            } catch (WrongThreadException e) {
                forked.send("a goroutine cannot fork: " + e.getMessage());
            }
        });
        IO.println(forked.receive());
        scope.join();
        IO.println("bound in a fork: " + inFork.get());
        IO.println("bound in a goroutine of a fork: " + inGoroutine.get());
    }
}

package dev.jopher.spi;

import static dev.jopher.Go.detached;
import static dev.jopher.Go.go;
import static dev.jopher.spi.Tenants.TENANT;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;

import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.ContextException;
import dev.jopher.Func;
import dev.jopher.Go;
import dev.jopher.ReceiveChannel;
import dev.jopher.Timer;
import dev.jopher.Unit;
import dev.jopher.internal.support.Goroutine;
import dev.jopher.sync.ErrGroup;
import dev.jopher.sync.SingleFlight;
import dev.jopher.sync.WaitGroup;
import org.jspecify.annotations.Nullable;

/** What {@link ContextPropagatorTest} runs in a JVM of its own. */
final class Propagated {
    private static final Channel<Unit> NEXT = new Channel<>();

    private Propagated() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "ways" -> ways();
            case "nested" -> nested();
            case "restored" -> restored();
            case "order" -> await(() -> IO.println("body"));
            case "failing" -> failing();
            default -> {
                TENANT.set("acme");
                await(() -> show("body"));
            }
        }
    }

    private static void show(String what) {
        IO.println(what + " " + TENANT.get());
    }

    /** Starts a goroutine and waits until it has ended. */
    private static void await(Func f) {
        var group = new WaitGroup();
        group.go(f);
        group.await();
    }

    private static Func next(String what) {
        return () -> {
            show(what);
            NEXT.send(Go.UNIT);
        };
    }

    private static void ways() throws Exception {
        TENANT.set("acme");
        Go.run(() -> {
            show("run");
            goes();
            groups();
            later();
            go(detached(next("detached")));
            NEXT.receive();
            await(detached(() -> show("detached in group")));
        });
        show("creator");
        TENANT.remove();
        await(() -> show("outside"));
    }

    private static void goes() {
        go(next("go"));
        NEXT.receive();
        go(text -> {
            show(text);
            NEXT.send(Go.UNIT);
        }, "go with argument");
        NEXT.receive();
        go("name", next("named go"));
        NEXT.receive();
    }

    private static void groups() throws Exception {
        await(() -> show("wait group"));
        try (var group = new ErrGroup()) {
            group.go(() -> show("error group"));
            group.await();
        }
        var _ = new SingleFlight<String, Integer>().run("key", () -> {
            show("single flight");
            return 1;
        });
        try (ExecutorService executor = Go.executor()) {
            executor.execute(() -> show("executor"));
        }
        try (ExecutorService executor = Go.executor()) {
            executor.submit(() -> show("submit")).get();
        }
    }

    /** These goroutines are started by another thread, or by a goroutine without context. */
    private static void later() {
        var _ = Timer.afterFunc(Duration.ofMillis(1), next("timer"));
        NEXT.receive();
        var ctx = Context.background().withCancel();
        var _ = ctx.afterFunc(next("afterFunc"));
        go(detached(ctx::cancel));
        NEXT.receive();
        var own = new Own(new Channel<>());
        var _ = own.afterFunc(next("afterFunc of own context"));
        own.channel.close();
        NEXT.receive();
    }

    private static void nested() {
        TENANT.set("acme");
        await(() -> {
            show("outer");
            TENANT.set("globex");
            await(() -> {
                show("inner");
                await(() -> show("inner of inner"));
                TENANT.set("initech");
            });
        });
        await(() -> show("outer again"));
    }

    private static void restored() {
        TENANT.set("acme");
        await(() -> show("body"));
        IO.println("closed " + Tenants.CLOSED.get());
        Thread.setDefaultUncaughtExceptionHandler((_, e) -> IO.println("thrown " + e.getMessage()));
        await(() -> {
            throw new IllegalStateException("boom");
        });
        IO.println("closed " + Tenants.CLOSED.get());
        await(() -> {
            IO.println("exited");
            throw Go.goexit();
        });
        IO.println("closed " + Tenants.CLOSED.get());
    }

    private static void failing() {
        TENANT.set("acme");
        Thread.setDefaultUncaughtExceptionHandler((_, e) -> IO.println("thrown " + e.getMessage()));
        for (int i = 1; i <= 6; i++) {
            String body = "body " + i;
            await(() -> show(body));
        }
        for (int i = 0; i < 3; i++) {
            await(() -> {
                throw new IllegalStateException("by the body");
            });
        }
        Goroutine.until(() -> Tenants.CLOSED.get() == 9);
        IO.println("end");
    }

    /** A context of the user's. */
    private record Own(Channel<Unit> channel) implements Context {
        @Override
        public @Nullable Instant deadline() {
            return null;
        }

        @Override
        public ReceiveChannel<Unit> done() {
            return channel;
        }

        @Override
        public @Nullable ContextException err() {
            return null;
        }

        @Override
        public @Nullable Object value(Object key) {
            return null;
        }
    }
}

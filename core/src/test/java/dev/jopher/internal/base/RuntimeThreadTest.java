package dev.jopher.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

import dev.jopher.Channel;
import dev.jopher.Context;
import dev.jopher.Go;
import dev.jopher.Timer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What threads of the runtime and of goroutines inherit from the thread that happens to create
 * them.
 */
@Timeout(60)
class RuntimeThreadTest {
    private static final ClassLoader APPLICATION = new URLClassLoader(new URL[0]);
    private static final InheritableThreadLocal<@Nullable Object> INHERITED =
            new InheritableThreadLocal<>();

    private interface Body {
        void run() throws Exception;
    }

    /**
     * Runs {@code body} on a thread of a web application, which has all that could be inherited.
     */
    private static void inApplication(Body body) throws Exception {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        ThreadGroup group = new ThreadGroup("application");
        Thread t = new Thread(group, () -> {
            try {
                Thread.currentThread().setContextClassLoader(APPLICATION);
                Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
                INHERITED.set("application");
                body.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        t.start();
        done.get();
    }

    @Test
    void runtimeThreadInheritsNothingFromApplication() throws Exception {
        inApplication(() -> {
            CompletableFuture<@Nullable Object> inherited = new CompletableFuture<>();
            Thread t = RuntimeThread.start("jopher-test",
                    () -> inherited.complete(String.valueOf(INHERITED.get())));
            assertInheritsNothing(t, "nothing");
            assertThat(inherited.get()).isEqualTo("null");
            assertInheritsNothing(new RuntimeThread("jopher-test", 1 << 20), "nothing");
        });
    }

    @Test
    void threadForUserCodeHasItsLoaderAndMainGroup() throws Exception {
        inApplication(() -> {
            Thread t = RuntimeThread.forUser("jopher-test", this, () -> {});
            assertThat(t.getContextClassLoader()).isSameAs(getClass().getClassLoader());
            assertThat(t.getThreadGroup()).isNotNull().extracting(ThreadGroup::getName)
                    .isEqualTo("main");
        });
    }

    private static void assertInheritsNothing(Thread t, String what) {
        assertThat(t.getContextClassLoader()).as(what)
                .isSameAs(ClassLoader.getSystemClassLoader());
        assertThat(t.getPriority()).isEqualTo(Thread.NORM_PRIORITY);
        assertThat(t.isDaemon()).isTrue();
        ThreadGroup group = t.getThreadGroup();
        assertThat(group == null || group.getParent() == null).isTrue();
    }

    /**
     * Functions that a thread of the runtime starts later see the classes of the code that
     * requested them.
     */
    @Test
    void deferredGoroutineHasLoaderOfRequester() throws Exception {
        inApplication(() -> {
            var loaders = new Channel<ClassLoader>(4);
            var parent = Context.background().withCancel();
            Go.go(() -> loaders.send(Thread.currentThread().getContextClassLoader()));
            Timer timer = Timer.afterFunc(Duration.ofMillis(1),
                    () -> loaders.send(Thread.currentThread().getContextClassLoader()));
            parent.afterFunc(() -> loaders.send(Thread.currentThread().getContextClassLoader()));
            var deadline = Context.background().withTimeout(Duration.ofMillis(1));
            deadline.afterFunc(() -> loaders.send(Thread.currentThread().getContextClassLoader()));
            // on a thread that has another loader
            try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
                other.submit(() -> {
                    Thread.currentThread().setContextClassLoader(null);
                    parent.cancel();
                }).get();
            }
            for (int i = 0; i < 4; i++) {
                assertThat(loaders.receive()).isSameAs(APPLICATION);
            }
            timer.stop();
        });
    }

    // ---- names ----------------------------------------------------------------------------------

    private static void sendName(Channel<String> names) {
        names.send(Thread.currentThread().getName());
    }

    /**
     * Debuggers, profilers and loggers show the name. One object for all goroutines of a line costs
     * the go statement nothing.
     */
    @Test
    void goroutineThreadIsNamedAfterCreationLine() {
        var names = new Channel<String>(2);
        for (int i = 0; i < 2; i++) {
            Go.go(() -> sendName(names));
        }
        String first = names.receive();
        assertThat(first).matches("goroutine RuntimeThreadTest\\.java:\\d+");
        assertThat(names.receive()).isSameAs(first);
    }

    @Test
    void mainAndExecutorGoroutinesAreNamed() throws Exception {
        var names = new Channel<String>(1);
        Go.run(() -> sendName(names));
        assertThat(names.receive()).isEqualTo("goroutine main");
        try (var executor = Go.executor()) {
            assertThat(executor.submit(() -> Thread.currentThread().getName()).get())
                    .startsWith("goroutine");
        }
    }

    /** A dump shows names that the user has given, and no others. */
    @Test
    void dumpShowsOnlyUserGivenNames() {
        var names = new Channel<String>(1);
        var end = new Channel<Integer>();
        Go.go("reader", () -> sendName(names));
        assertThat(names.receive()).isEqualTo("reader");
        Go.go(() -> {
            sendName(names);
            end.receive();
        });
        String name = names.receive();
        assertThat(Go.dump()).doesNotContain('"' + name + '"');
        end.close();
    }
}

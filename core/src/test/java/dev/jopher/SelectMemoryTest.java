package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.select;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;

/** What is over keeps nothing alive: cases that lost, values received, goroutines that ended. */
class SelectMemoryTest {
    private final Channel<Object> busy = new Channel<>();
    private final Channel<Object> idle = new Channel<>();

    private static void isCollected(WeakReference<?> ref) {
        areCollected(List.of(ref));
    }

    private static void areCollected(List<? extends WeakReference<?>> refs) {
        Goroutine.until(() -> {
            System.gc();
            return refs.stream().allMatch(r -> r.refersTo(null));
        });
    }

    /** Makes the object in a frame of its own, so that no local variable keeps it. */
    private static <T> WeakReference<T> weak(Supplier<T> of) {
        return new WeakReference<>(of.get());
    }

    /** test/chan/select2.go, for one select: the case that lost leaves nothing in its channel. */
    @Test
    void theValueOfASendThatLostIsCollected() {
        var ref = weak(() -> {
            Object value = new Object();
            var g = Goroutine.waiting("select",
                    () -> select(onSend(idle, value), onReceive(busy)));
            busy.send("now");
            g.join();
            return value;
        });
        isCollected(ref);
        assertThat(idle.tryReceive()).isNull();
    }

    @Test
    void theHandlerOfAReceiveThatLostIsCollected() {
        var ref = weak(() -> {
            byte[] held = new byte[10];
            var g = Goroutine.waiting("select", () -> select(
                    onReceive(idle, v -> held[0]++),
                    onReceive(busy),
                    onTimeout(Duration.ofDays(1), () -> held[1]++)));
            busy.send("now");
            g.join();
            return held;
        });
        isCollected(ref);
        assertThat(idle.trySend("x")).isFalse();
    }

    @Test
    void anInterruptedSelectLeavesNothing() {
        var ref = weak(() -> {
            Object value = new Object();
            var g = Goroutine.waiting("select",
                    () -> select(onSend(idle, value), onReceive(busy)));
            g.interrupt();
            assertThat(g.failure()).isInstanceOf(UncheckedInterruptedException.class);
            return value;
        });
        isCollected(ref);
    }

    @Test
    void receivedValueIsNotRetainedByTheBuffer() {
        var c = new Channel<Object>(4);
        var refs = new ArrayList<WeakReference<Object>>();
        for (int i = 0; i < 6; i++) {
            refs.add(weak(Object::new));
            Object o = refs.getLast().get();
            if (o != null) {
                c.send(o);
            }
            o = null;
            c.receive();
        }
        areCollected(refs);
        assertThat(c.len()).isZero();
    }

    @Test
    void closedChannelDoesNotRetainUnsentValues() {
        var c = new Channel<Object>();
        var ref = weak(() -> {
            Object value = new Object();
            var g = Goroutine.waiting("chan send", () -> c.send(value));
            c.close();
            assertThat(g.failure()).isInstanceOf(ChannelClosedException.class);
            return value;
        });
        isCollected(ref);
        assertThat(c.receive()).isNull();
    }

    @Test
    void objectsOfAnEndedGoroutineAreCollected() {
        var done = new Channel<Unit>();
        var ref = weak(() -> {
            byte[] held = new byte[10];
            go(() -> {
                held[0]++;
                done.send(Go.UNIT);
            });
            done.receive();
            return held;
        });
        isCollected(ref);
    }

    /** The body's captured variables, while the goroutine runs on without them. */
    @Test
    void aReceivedValueThatIsUsedUpIsCollectedWhileTheReceiverWaitsAnew() {
        var ref = weak(Object::new);
        var c = new Channel<Object>();
        Goroutine.start(() -> {
            for (;;) {
                select(onReceive(c), onReceive(idle));
            }
        });
        sendOnce(c, ref);
        isCollected(ref);
        c.send("another"); // it may still be on its way there
    }

    private static void sendOnce(Channel<Object> c, WeakReference<Object> ref) {
        c.send(must(ref.get()));
    }

    /** test/chan/select2.go: a hundred thousand selects leave no waiter in the idle channel. */
    @Test
    void manySelectsLeaveTheIdleChannelEmpty() {
        int n = 100_000;
        var refs = new ArrayList<WeakReference<Case<?>>>();
        var sender = Goroutine.start(() -> {
            for (int i = 0; i < n; i++) {
                busy.send("x");
            }
        });
        for (int i = 0; i < n; i++) {
            var lost = onReceive(idle);
            if (i % 1000 == 0) {
                refs.add(new WeakReference<>(lost));
            }
            select(List.of(onReceive(busy), lost));
        }
        sender.join();
        areCollected(refs);
    }
}

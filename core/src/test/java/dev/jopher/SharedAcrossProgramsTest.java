package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.sleep;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one {@link Go#run} made another may use, even after its end: it counts while it can act. */
@Tag("alone")
@Timeout(60)
class SharedAcrossProgramsTest {
    private static final Duration A_WHILE = Duration.ofMillis(300);

    private final Channel<Channel<Integer>> requests = new Channel<>();

    /** The first program leaves {@code server} behind; the second asks it. */
    private void asksWhatTheFirstLeft(Func.Of1<Channel<Integer>> server) {
        Go.run(() -> go(() -> {
            for (var answer : requests) {
                server.call(answer);
            }
        }));
        Go.run(() -> {
            for (int i = 0; i < 2; i++) {
                var answer = new Channel<Integer>();
                requests.send(answer);
                assertThat(answer.receive()).isEqualTo(42);
            }
        });
        requests.close();
    }

    @Test
    void aGoroutineThatComputes() {
        asksWhatTheFirstLeft(answer -> {
            long end = System.nanoTime() + A_WHILE.toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            answer.send(42);
        });
    }

    @Test
    void aGoroutineThatSleeps() {
        asksWhatTheFirstLeft(answer -> {
            sleep(A_WHILE);
            answer.send(42);
        });
    }

    @Test
    void aGoroutineThatWaitsInTheJdk() {
        asksWhatTheFirstLeft(answer -> {
            LockSupport.parkNanos(A_WHILE.toNanos());
            answer.send(42);
        });
    }

    @Test
    void aGoroutineThatWaitsForATimer() {
        asksWhatTheFirstLeft(answer -> {
            Go.select(Go.onReceive(new Channel<Integer>()), Go.onTimeout(A_WHILE));
            Go.after(A_WHILE).receive();
            answer.send(42);
        });
    }

    @Test
    void aTickerAndATimer() {
        var ticker = new Channel<Ticker>(1);
        var timer = new Channel<Timer>(1);
        Go.run(() -> {
            ticker.send(new Ticker(A_WHILE));
            timer.send(new Timer(Duration.ofHours(1)));
        });
        Go.run(() -> {
            try (var t = must(ticker.receive())) {
                t.channel().receive();
            }
            var t = must(timer.receive());
            t.reset(A_WHILE);
            t.channel().receive();
        });
    }

    @Test
    void aContextAndAFunctionOfATimer() {
        var context = new Channel<Context>(1);
        var answer = new Channel<Integer>();
        Go.run(() -> {
            context.send(Context.background().withTimeout(A_WHILE));
            Go.afterFunc(A_WHILE.multipliedBy(2), () -> answer.send(42));
        });
        Go.run(() -> {
            must(context.receive()).done().receive();
            assertThat(answer.receive()).isEqualTo(42);
        });
    }

    @Test
    void aProgramThatRunsBeside() {
        var beside = Goroutine.platform(() -> Go.run(() -> {
            var answer = must(requests.receive());
            sleep(A_WHILE);
            answer.send(42);
        }));
        Go.run(() -> {
            var answer = new Channel<Integer>();
            requests.send(answer);
            assertThat(answer.receive()).isEqualTo(42);
        });
        beside.join();
    }
}

package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.select;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.jopher.internal.support.Goroutine;
import org.jspecify.annotations.Nullable;

/**
 * As many sends as receives on each channel, and no close: it ends by itself, unless a wake-up is
 * lost. Each channel has goroutines that use it alone; others select over all of which they have
 * some left. The shape is TestSelectStress's; interrupts, contexts and time limits come on top.
 */
final class BalancedRound {
    private static final int EACH = 60;

    private final List<Channel<Integer>> channels = new ArrayList<>();
    private final List<Queue<Integer>> received = new ArrayList<>();
    private final List<Goroutine> threads = new ArrayList<>();
    private final Context ctx = Context.background().withCancel();
    private final Random random;
    private final int selects;
    private final int direct;

    BalancedRound(long seed) {
        random = new Random(seed);
        int n = 1 + random.nextInt(3);
        for (int i = 0; i < n; i++) {
            channels.add(new Channel<>(random.nextInt(3)));
            received.add(new ConcurrentLinkedQueue<>());
        }
        direct = random.nextInt(3);
        selects = (direct == 0 ? 1 : 0) + random.nextInt(3);
    }

    void run() {
        for (int k = 0; k < channels.size(); k++) {
            int channel = k;
            for (int i = 0; i < direct; i++) {
                int first = i * EACH;
                start(r -> sendAll(r, channel, first));
                start(r -> receiveAll(r, channel));
            }
        }
        for (int i = 0; i < selects; i++) {
            int first = (direct + i) * EACH;
            start(r -> selectAll(r, first, true));
            start(r -> selectAll(r, first, false));
        }
        while (!threads.stream().allMatch(Goroutine::isDone)) {
            threads.get(random.nextInt(threads.size())).interrupt();
            Thread.yield();
            if (random.nextInt(8) == 0) {
                break; // from here on only its partner wakes a goroutine
            }
        }
        threads.forEach(Goroutine::join);
        int all = (direct + selects) * EACH;
        for (int k = 0; k < channels.size(); k++) {
            assertThat(channels.get(k).len()).isZero();
            assertThat(received.get(k)).hasSize(all).doesNotHaveDuplicates();
        }
    }

    private void start(Func.Of1<Random> body) {
        long seed = random.nextLong();
        Func f = () -> body.call(new Random(seed));
        threads.add(random.nextInt(6) == 0 ? Goroutine.platform(f) : Goroutine.start(f));
    }

    private void sendAll(Random r, int k, int first) {
        var c = channels.get(k);
        for (int v = first; v < first + EACH;) {
            try {
                switch (r.nextInt(4)) {
                    case 0 -> {
                        c.send(ctx, v);
                        v++;
                    }
                    case 1 -> v += c.trySend(v) ? 1 : 0;
                    case 2 -> v += 1
                            - select(onSend(c, v), onTimeout(Duration.ofNanos(r.nextInt(50_000))));
                    default -> {
                        c.send(v);
                        v++;
                    }
                }
            } catch (UncheckedInterruptedException e) {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    private void receiveAll(Random r, int k) {
        var c = channels.get(k);
        for (int n = 0; n < EACH;) {
            try {
                Integer v = receiveOne(r, c);
                if (v != null) {
                    received.get(k).add(v);
                    n++;
                }
            } catch (UncheckedInterruptedException e) {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    private @Nullable Integer receiveOne(Random r, Channel<Integer> c) {
        switch (r.nextInt(4)) {
            case 0:
                return c.receive(ctx);
            case 1:
                return c.tryReceive();
            case 2:
                var one = onReceive(c);
                if (select(one, onTimeout(Duration.ofNanos(r.nextInt(50_000)))) == 1) {
                    return null;
                }
                return one.value();
            default:
                return c.receive();
        }
    }

    /** Over all channels of which something is left, the same twice now and then. */
    private void selectAll(Random r, int first, boolean sends) {
        int n = channels.size();
        int[] done = new int[n];
        for (int left = n * EACH; left > 0;) {
            @Nullable Case<?>[] cases = new @Nullable Case<?>[n + 1];
            int twice = r.nextInt(n);
            for (int i = 0; i <= n; i++) {
                int k = i < n ? i : twice;
                if (done[k] < EACH) {
                    var c = channels.get(k);
                    cases[i] = sends ? onSend(c, first + done[k]) : onReceive(c);
                }
            }
            try {
                int i = select(cases);
                int k = i < n ? i : twice;
                done[k]++;
                left--;
                if (cases[i] instanceof ReceiveCase<?> one && one.value() instanceof Integer v) {
                    received.get(k).add(v);
                }
            } catch (UncheckedInterruptedException e) {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Override
    public String toString() {
        return channels + " " + direct + " on each, " + selects + " selects";
    }
}

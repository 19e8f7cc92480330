package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

import dev.jopher.StressActor.Value;
import dev.jopher.internal.support.Goroutine;

/**
 * A few channels, a few actors, and what must hold in the end whatever they did: all have ended,
 * every value that was sent was received once or is still in the buffer, nothing else was received,
 * and what one actor sent another received in the order of sending.
 */
final class StressRound {
    private static final int OPERATIONS = 60;

    final List<Channel<Value>> channels = new ArrayList<>();
    private final List<StressActor> actors = new ArrayList<>();
    private final AtomicReferenceArray<CancelContext> contexts;
    private final List<Goroutine> threads = new ArrayList<>();
    private final AtomicReferenceArray<Goroutine> targets;
    private final Random random;

    StressRound(long seed) {
        random = new Random(seed);
        int n = 1 + random.nextInt(4);
        for (int i = 0; i < n; i++) {
            channels.add(new Channel<>(random.nextInt(3)));
        }
        int m = 2 + random.nextInt(5);
        for (int i = 0; i < m; i++) {
            actors.add(new StressActor(i, random.nextLong(), this));
        }
        targets = new AtomicReferenceArray<>(m);
        contexts = new AtomicReferenceArray<>(2);
        for (int i = 0; i < 2; i++) {
            contexts.set(i, Context.background().withCancel());
        }
    }

    Context context(Random r) {
        return contexts.get(r.nextInt(contexts.length()));
    }

    void cancelOne(Random r) {
        contexts.getAndSet(r.nextInt(contexts.length()), Context.background().withCancel())
                .cancel();
    }

    void interruptOne(Random r) {
        Goroutine g = targets.get(r.nextInt(targets.length()));
        if (g != null) {
            g.interrupt();
        }
    }

    /** Runs until all have ended, which the closing of all channels lets them. */
    void run() {
        for (int i = 0; i < actors.size(); i++) {
            StressActor a = actors.get(i);
            Func body = () -> a.run(OPERATIONS);
            Goroutine g = random.nextInt(5) == 0 ? Goroutine.platform(body) : Goroutine.start(body);
            threads.add(g);
            targets.set(i, g);
        }
        waitALittle();
        for (var c : channels) {
            c.close();
            waitALittle();
        }
        threads.forEach(Goroutine::join);
        channels.forEach(c -> check(channels.indexOf(c), c));
    }

    /** Long enough for some operations, sometimes for all; the outcome must be right anyway. */
    private void waitALittle() {
        for (int i = random.nextInt(2000); i > 0; i--) {
            Thread.onSpinWait();
        }
        for (int i = random.nextInt(20); i > 0; i--) {
            Thread.yield();
        }
    }

    private void check(int k, Channel<Value> c) {
        Set<Value> sent = new HashSet<>();
        List<Value> received = new ArrayList<>();
        for (var a : actors) {
            sent.addAll(a.sent.get(k));
            received.addAll(a.received.get(k));
            checkOrder(a.received.get(k));
        }
        c.forEach(received::add);
        assertThat(received).doesNotHaveDuplicates();
        assertThat(sent).isEqualTo(new HashSet<>(received));
        assertThat(c.len()).isZero();
    }

    private static void checkOrder(List<Value> received) {
        Map<Integer, Integer> last = new HashMap<>();
        for (Value v : received) {
            Integer before = last.put(v.actor(), v.n());
            assertThat(before == null || before < v.n()).as("%s after %s", v, before).isTrue();
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(channels.toArray()) + " " + actors.size() + " actors";
    }
}

package dev.jopher.internal.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.Channel;
import dev.jopher.Unit;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("own-scheduler")
@Timeout(60)
class LeakCandidatesTest {
    private static final int N = 10;

    private final Channel<Unit> end = new Channel<>();

    /** Else they would be invisible for good: to deadlock checks, dumps and other searches. */
    @Test
    void outOfMemoryRelinksAllCandidates() {
        List<Goroutine> waiting = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            waiting.add(Goroutine.waiting("chan receive", () -> {
                threads.add(Thread.currentThread());
                end.receive();
            }));
        }
        AtomicInteger taken = new AtomicInteger();
        assertThatThrownBy(() -> LeakCandidates.unlink(g -> threads.contains(g.thread())
                && isTaken(taken))).isInstanceOf(OutOfMemoryError.class);
        assertThat(threads).hasSize(N).allMatch(t -> Registry.find(t) != null);
        end.close();
        waiting.forEach(Goroutine::join);
    }

    private static boolean isTaken(AtomicInteger taken) {
        if (taken.incrementAndGet() == N) {
            throw new OutOfMemoryError("as if");
        }
        return true;
    }
}

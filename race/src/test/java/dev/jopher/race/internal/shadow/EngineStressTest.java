package dev.jopher.race.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.Snapshot;
import dev.jopher.race.internal.sync.SyncClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Threads that order all accesses to few variables, by a lock, by handing over or by start and
 * join: the detector, which synchronises nothing itself, must stay silent. And must not, if one
 * order is left out.
 */
final class EngineStressTest implements Conflicts.Listener {
    private static final int THREADS = 4;
    private static final int ROUNDS = 30;
    private static final int STEPS = 5_000;

    private final AtomicInteger races = new AtomicInteger();

    private final ReentrantLock lock = new ReentrantLock();
    private final SyncClock ofLock = new SyncClock();

    private volatile int turn;
    private final SyncClock ofTurn = new SyncClock();

    private final byte[] guarded = new byte[6_000];
    private final int[] handedOver = new int[8];
    private final long[] constant = new long[300];

    @BeforeEach
    void listen() {
        Conflicts.listener = this;
    }

    @AfterEach
    void ignore() {
        Conflicts.listener = null;
    }

    @Override
    public void race(long previous, boolean previousWrote, ShadowThread t, int site,
            boolean writes) {
        races.incrementAndGet();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isSilentIfAllIsOrdered(boolean virtual) throws Exception {
        run(virtual, true);
        assertThat(races.get()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isNotSilentIfAnOrderIsLeftOut(boolean virtual) throws Exception {
        run(virtual, false);
        assertThat(races.get()).isPositive();
    }

    private void run(boolean virtual, boolean ordered) throws InterruptedException {
        ShadowThread main = ShadowThread.create(Thread.currentThread(), null);
        for (int round = 0; round < ROUNDS; round++) {
            ArrayShadow.of(constant).writeRange(0, constant.length, main, 1);
            ArrayShadow.of(guarded).write(round, main, 2);
            turn = 0;
            List<Thread> threads = new ArrayList<>();
            List<ShadowThread> shadows = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Worker w = new Worker(i, main.release(), ordered);
                shadows.add(w.shadow);
                threads.add(virtual ? Thread.startVirtualThread(w) : Thread.ofPlatform().start(w));
            }
            for (int i = 0; i < THREADS; i++) {
                threads.get(i).join();
                main.acquire(shadows.get(i).last());
                shadows.get(i).ended();
            }
        }
        main.ended();
    }

    private final class Worker implements Runnable {
        private final int number;
        private final ShadowThread shadow;
        private final boolean ordered;

        Worker(int number, @Nullable Snapshot start, boolean ordered) {
            this.number = number;
            this.shadow = ShadowThread.create(Thread.currentThread(), start);
            this.ordered = ordered;
        }

        @Override
        public void run() {
            for (int step = 0; step < STEPS; step++) {
                locked(step);
                if (turn % THREADS == number) {
                    handOver();
                }
                ArrayShadow.of(constant).read(step % constant.length, shadow, 3);
            }
        }

        private void locked(int step) {
            lock.lock();
            ofLock.acquire(shadow);
            ArrayShadow s = ArrayShadow.of(guarded);
            int i = step % 7;
            s.read(i, shadow, 4);
            s.write(i, shadow, 5);
            if (step % 64 == 0) {
                s.writeRange(step % 200, guarded.length - step % 100, shadow, 6);
            } else if (step % 16 == 0) {
                s.readRange(0, guarded.length, shadow, 7);
            }
            if (ordered || number != 0) { // nothing else orders what the first one writes
                ofLock.releaseMerge(shadow);
            }
            lock.unlock();
        }

        private void handOver() {
            ofTurn.acquire(shadow);
            ArrayShadow s = ArrayShadow.of(handedOver);
            for (int i = 0; i < handedOver.length; i++) {
                s.write(i, shadow, 8);
                s.read(i, shadow, 9);
            }
            ofTurn.releaseMerge(shadow);
            turn++;
        }
    }
}

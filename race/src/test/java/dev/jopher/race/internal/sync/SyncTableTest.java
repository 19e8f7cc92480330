package dev.jopher.race.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.Snapshot;
import org.junit.jupiter.api.Test;

/** The clocks of objects. */
final class SyncTableTest {
    private final ShadowThread a = ShadowThread.create(Thread.currentThread(), null);
    private final ShadowThread b = ShadowThread.create(Thread.currentThread(), null);

    private static long access(ShadowThread t) {
        t.used = t.epoch;
        return Epoch.word(t.epoch, 1);
    }

    @Test
    void findsByIdentity() {
        String x = new String("x");
        String y = new String("x");
        assertThat(SyncTable.find(x)).isNull();
        SyncClock c = SyncTable.of(x);
        assertThat(SyncTable.of(x)).isSameAs(c);
        assertThat(SyncTable.find(x)).isSameAs(c);
        assertThat(SyncTable.find(y)).isNull();
        assertThat(SyncTable.of(y)).isNotSameAs(c);
    }

    @Test
    void passesOnWhatWasReleased() {
        long w = access(a);
        SyncClock c = new SyncClock();
        c.releaseMerge(a);
        c.acquire(b);
        assertThat(b.knows(w)).isTrue();
        assertThat(b.knows(access(a))).isFalse();
    }

    @Test
    void aReleaseReplacesAndAMergeAdds() {
        long x = access(a);
        long y = access(b);
        SyncClock c = new SyncClock();
        c.releaseMerge(a);
        c.releaseMerge(b);
        ShadowThread t = ShadowThread.create(Thread.currentThread(), null);
        c.acquire(t);
        assertThat(t.knows(x)).isTrue();
        assertThat(t.knows(y)).isTrue();
        c.release(b);
        ShadowThread u = ShadowThread.create(Thread.currentThread(), null);
        c.acquire(u);
        assertThat(u.knows(x)).isFalse();
        assertThat(u.knows(y)).isTrue();
    }

    private long takenBack(SyncClock c, Runnable meanwhile) {
        long w = access(a);
        Snapshot before = c.releaseTentatively(a);
        Snapshot tentative = a.trail.tentative;
        meanwhile.run();
        c.takeBack(before, tentative);
        return w;
    }

    private static ShadowThread acquirer(SyncClock c) {
        ShadowThread t = ShadowThread.create(Thread.currentThread(), null);
        c.acquire(t);
        return t;
    }

    @Test
    void aReleaseThatIsTakenBackOrdersNothing() {
        SyncClock c = new SyncClock();
        long x = access(b);
        c.releaseMerge(b);
        long w = takenBack(c, () -> {});
        assertThat(acquirer(c).knows(w)).isFalse();
        assertThat(acquirer(c).knows(x)).isTrue();
    }

    @Test
    void anotherReleaseMeanwhileStays() {
        SyncClock c = new SyncClock();
        long x = access(b);
        takenBack(c, () -> c.releaseMerge(b));
        assertThat(acquirer(c).knows(x)).isTrue();
    }

    /** The other release brings nothing that the tentative one has not brought already. */
    @Test
    void anotherReleaseThatIsNoNewsStaysToo() {
        SyncClock c = new SyncClock();
        SyncClock other = new SyncClock();
        long x = access(b);
        other.releaseMerge(b);
        other.acquire(a);
        takenBack(c, () -> c.releaseMerge(b));
        assertThat(acquirer(c).knows(x)).isTrue();
    }

    @Test
    void partsHaveTheirOwnClocks() {
        Object key = new Object();
        long w = access(a);
        SyncTable.of(key, 1_000).release(a);
        assertThat(SyncTable.find(key, 999)).isNull();
        assertThat(SyncTable.find(key, 2_000_000)).isNull();
        SyncTable.of(key, 3).acquire(b);
        SyncTable.of(key).acquire(b);
        assertThat(b.knows(w)).isFalse();
        SyncTable.of(key, 5_000).acquire(b);
        SyncTable.of(key, 1_000).acquire(b);
        assertThat(b.knows(w)).isTrue();
    }

    @Test
    void dropsDeadKeys() {
        int garbage = 400_000;
        int before = SyncTable.size();
        for (int i = 0; i < garbage; i++) {
            SyncTable.of(new Object());
            if (i % 50_000 == 0) {
                System.gc();
            }
        }
        assertThat(SyncTable.size() - before).isLessThan(garbage / 2);
    }

    @Test
    void keepsOneClockPerObjectForManyThreads() throws Exception {
        Object[] keys = new Object[20_000];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = new Object();
        }
        List<SyncClock[]> found = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            SyncClock[] mine = new SyncClock[keys.length];
            found.add(mine);
            int offset = n * 7;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < keys.length; i++) {
                    int k = (i + offset) % keys.length;
                    mine[k] = SyncTable.of(keys[k]);
                    new SyncClock().acquire(ShadowThread.current());
                    SyncTable.of(new Object());
                }
            }));
        }
        for (Thread t : threads) {
            t.join();
        }
        for (int i = 0; i < keys.length; i++) {
            for (SyncClock[] mine : found) {
                assertThat(mine[i]).isNotNull().isSameAs(SyncTable.find(keys[i]));
            }
        }
    }
}

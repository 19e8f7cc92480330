package dev.jopher.internal.sched;

import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.select;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Unit;
import dev.jopher.internal.base.RuntimeThread;
import dev.jopher.internal.base.SpinLock;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.support.OtherJvm;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A scheduler that is not in the library, in a JVM of its own: {@link OneAtATime}. */
@Timeout(120)
class SchedulerProviderTest {
    private static String run(String scheduler, String what, long seed)
            throws IOException, InterruptedException {
        return OtherJvm.run(Cases.class, List.of("-Djopher.scheduler=" + scheduler), what,
                Long.toString(seed));
    }

    /** 40 times a select takes one of two, and even more often the scheduler: no accident. */
    @Test
    void equalSeedsGiveEqualRuns() throws Exception {
        String first = controlled(1);
        assertThat(first).startsWith("one at a time: ").isEqualTo(controlled(1))
                .isNotEqualTo(controlled(2));
    }

    /**
     * Returns a run in which no goroutine met a lock that a platform thread held: the deadlock check
     * reads the registry at moments that no seed gives.
     */
    private static String controlled(long seed) throws IOException, InterruptedException {
        String out;
        do {
            out = run("one", "choices", seed);
        } while (out.contains("spun"));
        return out;
    }

    /** A goroutine that spins for another one lets it run; otherwise it would spin without end. */
    @Test
    void spinningGoroutineLetsOthersRun() throws Exception {
        assertThat(run("one", "spins", 1)).isEqualTo("one at a time: locked true readied true\n");
    }

    @Test
    void unknownSchedulerNameIsIgnored() throws Exception {
        assertThat(run("two", "name", 1))
                .contains("property jopher.scheduler must be jdk, not 'two'; it is ignored")
                .endsWith("Jopher's own\n");
    }

    static final class Cases {
        private Cases() {}

        public static void main(String[] args) {
            RuntimeThread.start("watchdog", () -> {
                LockSupport.parkNanos(60_000_000_000L);
                Runtime.getRuntime().halt(1);
            });
            String what = args[0];
            if (what.equals("name")) {
                System.out.println(GoRuntime.scheduler());
                return;
            }
            var unused = new Channel<Unit>(); // with the first one the library rehearses
            var scheduler = (OneAtATime.Seeded) GoRuntime.scheduler();
            Go.run(() -> choices(new StringBuilder())); // a class loader's lock depends on the time
            scheduler.begin(Long.parseLong(args[1]));
            var out = new StringBuilder(scheduler + ": ");
            Go.run(() -> {
                if (what.equals("choices")) {
                    int before = scheduler.spins.get();
                    choices(out);
                    out.append(scheduler.spins.get() > before ? "spun" : "");
                } else {
                    spins(out, scheduler.spins);
                }
            });
            System.out.println(out);
        }

        private static void choices(StringBuilder out) {
            var a = new Channel<String>(20);
            var b = new Channel<String>(20);
            var all = new WaitGroup();
            for (int i = 0; i < 20; i++) {
                String name = Integer.toString(i);
                all.go(() -> a.send(name + "a "));
                all.go(() -> b.send(name + "b "));
            }
            all.await();
            for (int i = 0; i < 40; i++) {
                select(onReceive(a, out::append), onReceive(b, out::append));
            }
        }

        private static void spins(StringBuilder out, AtomicInteger spins) {
            var lock = new SpinLock();
            var done = new WaitGroup();
            lock.lock();
            done.go(() -> {
                lock.lock();
                out.append("locked ");
                lock.unlock();
            });
            Go.gosched();
            lock.unlock();
            done.await();
            // with one processor no lock spins
            out.append(spins.getAndSet(0) > 0 || Runtime.getRuntime().availableProcessors() == 1);
            G g = G.current();
            go(g::ready);
            g.awaitReady();
            out.append(" readied ").append(spins.get() > 0);
        }
    }
}

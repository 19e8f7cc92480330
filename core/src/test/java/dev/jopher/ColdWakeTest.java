package dev.jopher;

import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onTimeout;
import static dev.jopher.Go.select;
import static dev.jopher.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.jopher.internal.base.JdkInternals;
import dev.jopher.internal.leak.RuntimeProbe;
import dev.jopher.sync.Cond;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.RWMutex;
import dev.jopher.sync.Semaphore;
import dev.jopher.sync.WaitGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many goroutines are waiting when the first one is woken. The JIT has compiled how they wait, and
 * has never seen one resume: a check on which it has speculated then fails in each of their frames,
 * and each failure costs 20 microseconds. In a JVM of its own, since everything must be cold.
 */
@Timeout(300)
class ColdWakeTest {
    private static final int N = 2_000;

    /** In our code, or where virtual threads end. User code after a park may be new as well. */
    private static final Pattern TRAP = Pattern.compile(
            "level=4 (?:dev\\.jopher\\.(?:sync\\.|runtime\\.)?(?!ColdWakeTest)|java\\.lang\\.(?=VirtualThread.run))"
                    + "(\\w+\\.\\w+)\\(.* trap_bci=(\\d+) ");

    @TempDir
    private Path folder = Path.of("");

    // ---- in the other process -------------------------------------------------------------------

    private static final long START = System.nanoTime();
    private static final WaitGroup ALL = new WaitGroup();
    private static final LongAdder LOCKED = new LongAdder();
    private static final List<Runnable> RELEASES = new ArrayList<>();

    /** The main program. None resumes before all wait, each kind with new classes and new code. */
    public static void main(String[] args) {
        Go.run(() -> {
            channels();
            sync();
            RELEASES.forEach(Runnable::run);
            ALL.await();
        });
        System.out.println("done");
        System.exit(0);
    }

    private static void add(String reason, Func waits, Runnable release) {
        long before = RuntimeProbe.waiting(reason);
        for (int i = 0; i < N; i++) {
            ALL.go(waits);
        }
        while (RuntimeProbe.waiting(reason) < before + N) {
            sleep(Duration.ofMillis(1));
        }
        RELEASES.add(release);
    }

    private static void channels() {
        var c1 = new Channel<Unit>();
        add("chan receive", c1::receive, c1::close);
        var c2 = new Channel<Unit>();
        add("chan send", () -> c2.send(Unit.UNIT), () -> take(c2));
        var c3 = new Channel<Unit>();
        add("chan receive", () -> c3.forEach(v -> {}), c3::close);
        var c4 = new Channel<Unit>();
        add("select", () -> select(onReceive(c4), onReceive(new Channel<Unit>()),
                onTimeout(Duration.ofHours(1))), c4::close);
        var ctx = Context.background().withCancel();
        add("select", () -> await(new Channel<>(), ctx), ctx::cancel);
        // All must sleep at a time: on a slow machine for longer.
        long soFar = System.nanoTime() - START;
        Duration d = Duration.ofNanos(Math.max(5_000_000_000L, 2 * soFar));
        add("sleep", () -> sleep(d), () -> {});
    }

    private static void sync() {
        var wg = new WaitGroup();
        wg.add(1);
        add("sync.WaitGroup.Wait", wg::await, wg::done);
        var sem = new Semaphore(1);
        sem.acquire();
        add("semacquire", () -> acquireAndRelease(sem), sem::release);
        var mu = new Mutex();
        mu.lock();
        add("sync.Mutex.Lock", () -> lockAndUnlock(mu), mu::unlock);
        var rw1 = new RWMutex();
        rw1.lock();
        add("sync.RWMutex.RLock", () -> lockAndUnlock(rw1.readLock()), rw1::unlock);
        var rw2 = new RWMutex();
        rw2.lock();
        add("sync.RWMutex.Lock", () -> lockAndUnlock(rw2.writeLock()), rw2::unlock);
        var cond = new Cond(new Mutex()); // the last: some must wait for the mutex, then resume
        add("sync.Cond.Wait", () -> await(cond), cond::broadcast);
    }

    private static void take(Channel<Unit> c) {
        for (int i = 0; i < N; i++) {
            c.receive();
        }
    }

    private static void await(Channel<Unit> c, Context ctx) {
        try {
            c.receive(ctx);
        } catch (CanceledException e) {
            // as it should
        }
    }

    private static void acquireAndRelease(Semaphore sem) {
        sem.acquire();
        sem.release();
    }

    /**
     * In a try block, as is usual: a call before which nothing can branch counts as executed, so
     * the JIT inlines the unlock, as fast as it has always been before the park.
     */
    private static void lockAndUnlock(Lock lock) {
        lock.lock();
        try {
            LOCKED.increment();
        } finally {
            lock.unlock();
        }
    }

    private static void await(Cond cond) {
        cond.locker().lock();
        try {
            cond.await();
        } finally {
            cond.locker().unlock();
        }
    }

    // ---- the test -------------------------------------------------------------------------------

    @Test
    void framesOfTheParkedAreNotDeoptimised() throws IOException, InterruptedException {
        Map<String, Integer> traps = traps();
        // The user's unlock after the park is new code, like all that follows a park there. In one
        // run of five the JIT inlines it, and takes it for never slow. Seldom it inlines the slow
        // path as well.
        traps.keySet().removeIf(t -> t.startsWith("MutexState.releaseNow ")
                || t.startsWith("MutexState.unlockSlow "));
        traps.values().removeIf(n -> n < N * 3 / 4); // some wait for a short lock, then resume
        assertThat(traps).isEmpty();
    }

    private Map<String, Integer> traps() throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Process p = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                JdkInternals.isOpen() ? "--add-opens=java.base/java.lang=ALL-UNNAMED"
                        : "-Djopher.scheduler=jdk",
                "-XX:+UseSerialGC", "-Xmx1g",
                // compiled at once, when few have come by
                "-Xbatch", "-XX:CompileThresholdScaling=0.05",
                "-Xlog:deoptimization=debug", "-cp", classPath(),
                ColdWakeTest.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(p.waitFor()).isZero();
        Map<String, Integer> traps = new TreeMap<>();
        try (var lines = Files.lines(out)) {
            lines.map(TRAP::matcher).filter(Matcher::find)
                    .forEach(m -> traps.merge(m.group(1) + " at " + m.group(2), 1, Integer::sum));
        }
        return traps;
    }

    private static String classPath() {
        return List.of(Channel.class, ColdWakeTest.class, Nullable.class).stream()
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }
}

package dev.jopher;

import static dev.jopher.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import dev.jopher.internal.support.Goroutine;
import dev.jopher.internal.support.OtherJvm;
import dev.jopher.sync.Cond;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.RWMutex;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code -Djopher.channels=true}: each case in a JVM with the flag; what a dump and leaks show. */
@Timeout(120)
class TraceTest {
    private static String report(String name) throws IOException, InterruptedException {
        return OtherJvm.run(Cases.class, List.of("-Djopher.channels=true"), name);
    }

    @Test
    void reportNamesPartnerOfChannel() throws Exception {
        assertThat(report("channels")).containsPattern("""
                chan 0/0 0x\\w+ \\(made at TraceTest.java:\\d+; no send or close so far\\)""")
                .containsPattern(
                        """
                                chan 0/0 0x\\w+ \\(made at TraceTest.java:\\d+; last send or try at TraceTest.java:\\d+ \
                                by goroutine \\d+, which has ended\\)""")
                .containsPattern("""
                        chan 2/2 0x\\w+ \\(made at TraceTest.java:\\d+; no receive so far; \
                        in it: 1 sent at TraceTest.java:\\d+ by goroutine \\d+, which has ended, \
                        1 sent at TraceTest.java:\\d+ by goroutine \\d+ \\(main\\)\\)""");
    }

    private static String lineOfChild(String out) {
        return out.lines().filter(l -> l.startsWith("child: ")).findFirst().orElse("").substring(7);
    }

    /** Where it was made, not where its channel was first asked for; and those above it. */
    @Test
    void reportNamesMakerOfContext() throws Exception {
        assertThat(report("contexts")).containsPattern(
                """
                        of a context 0x\\w+ \\(made at TraceTest.java:(\\d+) by goroutine (\\d+), which has ended; its parent was \
                        made at TraceTest.java:(\\d+) by goroutine \\2, which has ended; not cancelled so far\\)""")
                .satisfies(out -> assertThat(out)
                        .contains("made at TraceTest.java:" + lineOfChild(out) + " by"));
    }

    @Test
    void reportNamesLastAddAndDoneOfGroup() throws Exception {
        assertThat(report("groups")).containsPattern(
                """
                        WaitGroup\\[1\\] 0x\\w+ \\(made at TraceTest.java:\\d+; last add at TraceTest.java:\\d+ by goroutine (\\d+) \
                        \\(main\\); last done at TraceTest.java:\\d+ by goroutine \\d+, which has ended\\)""")
                .containsPattern("WaitGroup\\[1\\] 0x\\w+ \\(made at .*; no done so far\\)");
    }

    @Test
    void reportNamesLastSignalOfCondition() throws Exception {
        assertThat(report("conditions")).containsPattern("""
                \\(made at TraceTest.java:\\d+; no signal so far\\)""")
                .containsPattern(
                        """
                                last signal at TraceTest.java:\\d+ by goroutine \\d+, which has ended, when no goroutine was waiting\\)""")
                .containsPattern(
                        """
                                last signal at TraceTest.java:\\d+ by goroutine \\d+ \\(main\\), which woke one goroutine\\)""");
    }

    @Test
    void reportShowsWhereLockWasTaken() throws Exception {
        assertThat(report("locks")).containsPattern("""
                , held by goroutine \\d+ \\(main\\), locked at TraceTest.java:\\d+
                """).containsPattern("""
                , held by a goroutine that has ended, locked at TraceTest.java:\\d+
                """);
    }

    @Test
    void cycleThroughLockAndChannelIsReported() throws Exception {
        assertThat(report("circle")).containsPattern("""
                circle of 2 goroutines through locks and channels:
                goroutine (\\d+) waits .*
                (?s:.*)goroutine (\\d+) waits .*
                """).containsPattern("""
                goroutine \\d+ waits for Mutex.*, which goroutine \\d+ holds
                \tsince TraceTest.java:\\d+
                """).containsPattern(
                """
                        goroutine \\d+ waits in chan send on chan 0/0 0x\\w+, whose other side was used last \
                        at TraceTest.java:\\d+ by goroutine \\d+
                        """);
    }

    /** One that has leaked has not ended. */
    @Test
    void leakedHolderAndPartnerAreNamed() throws Exception {
        assertThat(report("leaked"))
                .containsPattern(
                        """
                                goroutine \\d+ \\[sync.Mutex.Lock\\]:
                                \twaiting( for \\S+)? on Mutex.*, held by goroutine \\d+, which has leaked, locked at TraceTest.java:\\d+
                                """)
                .containsPattern(
                        """
                                last send or try at TraceTest.java:\\d+ by goroutine \\d+, which has leaked\\)""")
                .doesNotContain("has ended");
    }

    /** What leaks waited on: a lock of main, one of an ended goroutine, one of each other. */
    @Test
    void holdersOfLeakedGoroutinesAreNamed() throws Exception {
        assertThat(report("holders"))
                .containsPattern(
                        """
                                Mutex\\[locked, awaited\\] 0x\\w+, held by goroutine \\d+ \\(main\\), locked at TraceTest.java:\\d+
                                """)
                .containsPattern(
                        """
                                Mutex\\[locked, awaited\\] 0x\\w+, held by a goroutine that has ended, locked at TraceTest.java:\\d+
                                """)
                .containsPattern(
                        """
                                RWMutex\\[.*\\] 0x\\w+, held by goroutine \\d+, locked at TraceTest.java:\\d+
                                """);
    }

    /** However many there are, of each place some are described. */
    @Test
    void rareLineAmongManyIsRecorded() throws Exception {
        assertThat(report("many"))
                .containsPattern("3000 chan send chan 0/0 0x\\w+ .*, and on others\n")
                .containsPattern("1 chan receive chan 0/0 0x\\w+ .*no send or close so far\\)\n")
                .containsPattern(
                        "2000 sync.Mutex.Lock Mutex\\[locked, awaited\\] 0x\\w+.*(?<!others)\n");
    }

    /** The ration of lines is used up; which goroutine it was is exact. */
    @Test
    void manyUses() throws Exception {
        assertThat(report("manyUses")).containsPattern(
                """
                        last send or try( at TraceTest.java:\\d+(, or elsewhere since,)?)? by goroutine (\\d+), which has ended\\)
                        last sender: \\3
                        """);
    }

    /** What runs in the other JVM: main names the case. */
    static final class Cases {
        private Cases() {}

        public static void main(String[] args) {
            Go.run(() -> {
                switch (args[0]) {
                    case "channels" -> channels();
                    case "contexts" -> contexts();
                    case "groups" -> groups();
                    case "conditions" -> conditions();
                    case "locks" -> locks();
                    case "circle" -> circle();
                    case "leaked" -> leaked();
                    case "holders" -> holders();
                    case "many" -> many();
                    case "manyUses" -> manyUses();
                    default -> throw new IllegalArgumentException(args[0]);
                }
            });
            System.exit(0);
        }

        /** Starts a goroutine and returns when it waits. */
        private static void blocked(String reason, Func f) {
            Goroutine.waiting(reason, f);
        }

        private static void channels() {
            var forgotten = new Channel<Integer>();
            blocked("chan receive", () -> forgotten.receive());
            var half = new Channel<Integer>();
            blocked("chan receive", () -> {
                Integer first = half.receive();
                Integer second = half.receive();
            });
            Goroutine.start(() -> half.send(1)).join();
            var full = new Channel<Integer>(2);
            Goroutine.start(() -> full.send(1)).join();
            full.send(2);
            blocked("chan send", () -> full.send(3));
            IO.println(Go.dump());
        }

        private static void contexts() {
            var context = new Channel<Context>(1);
            Goroutine.start(() -> {
                var parent = Context.background().withCancel();
                var values = parent.withValue("key", 1);
                IO.println("child: " + (new Throwable().getStackTrace()[0].getLineNumber() + 1));
                var child = values.withCancel();
                context.send(child.withValue("key", 2));
            }).join();
            Context ctx = Goroutine.must(context.receive());
            blocked("chan receive", () -> ctx.done().receive());
            IO.println(Go.dump());
        }

        private static void groups() {
            var half = new WaitGroup();
            half.add(2);
            Goroutine.start(() -> half.done()).join();
            blocked("sync.WaitGroup.Wait", () -> half.await());
            var none = new WaitGroup();
            none.go(() -> new Channel<Integer>().receive());
            blocked("sync.WaitGroup.Wait", () -> none.await());
            IO.println(Go.dump());
        }

        private static void conditions() {
            blocked("sync.Cond.Wait", () -> await(new Cond(new Mutex())));
            var early = new Cond(new Mutex());
            Goroutine.start(() -> early.broadcast()).join();
            blocked("sync.Cond.Wait", () -> await(early));
            var one = new Cond(new Mutex());
            var first = Goroutine.waiting("sync.Cond.Wait", () -> await(one));
            blocked("sync.Cond.Wait", () -> await(one));
            one.signal();
            first.join();
            IO.println(Go.dump());
        }

        private static void await(Cond cond) {
            cond.locker().lock();
            cond.await();
            cond.locker().unlock();
        }

        private static void locks() {
            var mine = new Mutex();
            mine.lock();
            blocked("sync.Mutex.Lock", () -> mine.lock(Context.background()));
            var kept = new Mutex();
            Goroutine.start(() -> kept.lock()).join();
            blocked("sync.Mutex.Lock", () -> kept.lock(Context.background()));
            IO.println(Go.dump());
        }

        private static void circle() {
            try {
                Go.run(() -> {
                    var mu = new Mutex();
                    var jobs = new Channel<Integer>();
                    go(() -> {
                        jobs.receive();
                        mu.lock();
                        jobs.receive();
                    });
                    mu.lock();
                    jobs.send(1);
                    jobs.send(2);
                });
            } catch (DeadlockException e) {
                IO.println(e.getMessage());
            }
        }

        private static final Mutex SHARED = new Mutex();
        private static final Channel<Integer> HALF = new Channel<>();

        private static void leaked() {
            blocked("chan send", () -> {
                SHARED.lock();
                new Channel<Integer>().send(1);
            });
            blocked("chan receive", () -> {
                HALF.receive();
                HALF.receive();
            });
            blocked("chan send", () -> {
                HALF.send(1);
                new Channel<Integer>().send(1);
            });
            blocked("sync.Mutex.Lock", () -> SHARED.lock(Context.background()));
            int found = 0;
            for (int looks = 0; found < 2; looks++) {
                assertThat(looks).isLessThan(500);
                found += Leaks.find().stream().mapToInt(GoroutineGroup::count).sum();
            }
            IO.println(Go.dump());
        }

        private static void holders() {
            lockedByMain();
            lockedByNobody();
            lockedByEachOther();
            findAndPrint(4);
        }

        private static void lockedByMain() {
            var mine = new Mutex();
            mine.lock();
            blocked("sync.Mutex.Lock", () -> mine.lock());
        }

        private static void lockedByNobody() {
            var kept = new Mutex();
            Goroutine.start(() -> kept.lock()).join();
            blocked("sync.Mutex.Lock", () -> kept.lock());
        }

        private static void lockedByEachOther() {
            var mu = new RWMutex();
            blocked("chan receive", () -> {
                mu.lock();
                new Channel<Integer>().receive();
            });
            blocked("sync.RWMutex.RLock", () -> mu.rLock());
        }

        private static void findAndPrint(int n) {
            int found = 0;
            for (int looks = 0; found < n; looks++) {
                assertThat(looks).isLessThan(500);
                for (GoroutineGroup leak : Leaks.find()) {
                    found += leak.count();
                    IO.println(leak.count() + " " + leak.reason() + " " + leak.waitedOn());
                }
            }
        }

        private static void many() {
            for (int i = 0; i < 3000; i++) {
                go(() -> new Channel<Integer>().send(1));
            }
            lockAndForget(2000);
            go(() -> new Channel<Integer>().receive());
            while (dev.jopher.internal.leak.RuntimeProbe.waiting("chan send") < 3000
                    || dev.jopher.internal.leak.RuntimeProbe.waiting("chan receive") < 1
                    || dev.jopher.internal.leak.RuntimeProbe.waiting("sync.Mutex.Lock") < 2000) {
                Go.gosched();
            }
            findAndPrint(5001);
        }

        private static void lockAndForget(int n) {
            var mu = new Mutex();
            mu.lock();
            for (int i = 0; i < n; i++) {
                go(() -> mu.lock());
            }
        }

        private static void manyUses() {
            var numbers = new Channel<Integer>(1);
            for (int i = 0; i < 30_000; i++) {
                numbers.send(i);
                numbers.receive();
            }
            for (int i = 0; i < 3; i++) {
                go(() -> useOften(numbers));
            }
            useOften(numbers);
            while (Go.numGoroutine() > 1) {
                Go.gosched();
            }
            numbers.send(1);
            var last = Goroutine.waiting("chan send", () -> numbers.send(1));
            long id = last.id();
            numbers.receive();
            last.join();
            numbers.receive();
            blocked("chan receive", () -> numbers.receive());
            IO.println(Go.dump().lines().filter(l -> l.contains("last send"))
                    .map(l -> l.substring(l.indexOf("last send"))).findFirst().orElse(""));
            IO.println("last sender: " + id);
        }

        private static void useOften(Channel<Integer> numbers) {
            for (int i = 0; i < 10_000; i++) {
                numbers.send(i);
                numbers.receive();
            }
        }
    }
}

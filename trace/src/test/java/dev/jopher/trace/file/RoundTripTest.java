package dev.jopher.trace.file;

import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.otherwise;
import static dev.jopher.Go.select;
import static dev.jopher.Go.sleep;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import dev.jopher.Channel;
import dev.jopher.Go;
import dev.jopher.Trace;
import dev.jopher.UncheckedInterruptedException;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;
import dev.jopher.trace.model.ObjectKind;
import dev.jopher.trace.model.OperationKind;
import dev.jopher.trace.model.Operations;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a program did is in the recording that is read. */
@Timeout(60)
class RoundTripTest {
    /** Returns when the goroutine of that name waits for that reason. */
    private static void untilWaiting(String name, String reason) {
        Pattern line = Pattern.compile("\\[" + reason + ".*\\R\\s+named \"" + name + "\"");
        while (!line.matcher(Go.dump()).find()) {
            Go.gosched();
        }
    }

    private static String line(Recording r, int frame) {
        return r.string(r.frames().file(frame));
    }

    @Test
    void theLifeOfAGoroutineIsRecorded() throws Exception {
        Recorded it = Recorded.of(() -> {
            var c = new Channel<Integer>();
            go("receiver", () -> {
                if (Objects.equals(c.receive(), 2)) {
                    c.close();
                }
            });
            untilWaiting("receiver", "chan receive");
            c.send(2);
            var unused = c.receive();
            while (Go.dump().contains("receiver")) { // it has recorded its end before it is gone
                Go.gosched();
            }
        });
        Recording r = it.recording;
        int g = it.goroutine("receiver");
        assertThat(r.incomplete()).isEmpty();
        assertThat(r.lost()).isZero();
        assertThat(r.goroutines().id(g)).isPositive();
        assertThat(r.goroutines().ended(g)).isBetween(r.goroutines().created(g), r.duration());
        assertThat(line(r, r.goroutines().place(g))).isEqualTo("RoundTripTest.java");
        int parent = r.goroutines().parent(g);
        assertThat(r.goroutines().place(parent)).as("main has no go statement").isEqualTo(-1);

        List<Integer> waits = it.waits(g, "chan receive");
        assertThat(waits).hasSize(1);
        Spans spans = r.spans();
        int wait = waits.getFirst();
        assertThat(r.objects().kind(spans.object(wait))).isEqualTo(ObjectKind.CHANNEL);
        assertThat(line(r, r.frames().frame(spans.stack(wait), 0)))
                .isEqualTo("RoundTripTest.java");
        int runnable = wait + 1;
        assertThat(spans.state(runnable)).isEqualTo(State.RUNNABLE);
        assertThat(spans.waker(runnable)).isEqualTo(parent);
        assertThat(spans.state(runnable + 1)).isEqualTo(State.RUNNING);
        if (Recorded.OWN_SCHEDULER) {
            assertThat(spans.processor(runnable + 1)).isNotNegative();
        }
    }

    @Test
    void spansOfAGoroutineTouchAndDoNotOverlap() throws Exception {
        Recording r = Recorded.of(() -> {
            var c = new Channel<Integer>();
            var all = new WaitGroup();
            for (int i = 0; i < 4; i++) {
                all.go(() -> c.forEach(v -> Thread.yield()));
            }
            for (int i = 0; i < 500; i++) {
                c.send(i);
            }
            c.close();
            all.await();
        }).recording;
        Spans spans = r.spans();
        for (int g = 0; g < r.goroutines().size(); g++) {
            for (int s = spans.first(g); s < spans.last(g); s++) {
                assertThat(spans.end(s)).isGreaterThanOrEqualTo(spans.start(s));
                if (s > spans.first(g)) {
                    assertThat(spans.start(s)).isGreaterThanOrEqualTo(spans.end(s - 1));
                }
            }
        }
    }

    @Test
    void eachValueIsSentAndReceivedOnce() throws Exception {
        int n = 300;
        Recorded it = Recorded.of(() -> {
            var c = new Channel<Integer>(3);
            var all = new WaitGroup();
            all.add(2);
            go("sender", () -> {
                for (int i = 0; i < n; i++) {
                    c.send(i);
                }
                c.close();
                all.done();
            });
            go("receiver", () -> {
                c.forEach(v -> {});
                all.done();
            });
            all.await();
        });
        Recording r = it.recording;
        List<Integer> sends = it.operations(it.goroutine("sender"), OperationKind.SEND);
        List<Integer> receives = it.operations(it.goroutine("receiver"), OperationKind.RECEIVE);
        assertThat(sends).hasSize(n);
        assertThat(receives).hasSize(n);
        Operations ops = r.operations();
        int channel = ops.object(sends.getFirst());
        assertThat(r.objects().kind(channel)).isEqualTo(ObjectKind.CHANNEL);
        assertThat(r.objects().capacity(channel)).isEqualTo(3);
        assertThat(sends).allMatch(s -> ops.object(s) == channel && ops.value(s) <= 3);
        assertThat(receives).allMatch(s -> ops.object(s) == channel);
        assertThat(it.operations(it.goroutine("sender"), OperationKind.CLOSE)).hasSize(1);
        assertThat(it.operations(it.goroutine("receiver"), OperationKind.RECEIVE_CLOSED))
                .hasSize(1);
        assertThat(line(r, r.objects().place(channel))).isEqualTo("RoundTripTest.java");
    }

    /** An event leaves out its channel if that is the one of the event before. */
    @Test
    void eachValueIsOfItsChannel() throws Exception {
        int n = 30_000; // several blocks
        Recorded it = Recorded.of(() -> {
            List<Channel<Integer>> both = List.of(new Channel<>(1), new Channel<>(2));
            for (int i = 0; i < n; i++) {
                Channel<Integer> c = both.get(capacity(i) - 1);
                c.send(i);
                c.receive();
            }
        });
        Operations ops = it.recording.operations();
        int sent = 0;
        for (int i = 0; i < ops.size(); i++) {
            if (ops.kind(i) == OperationKind.SEND) {
                assertThat(it.recording.objects().capacity(ops.object(i)))
                        .isEqualTo(capacity(sent++));
            }
        }
        assertThat(sent).isEqualTo(n);
    }

    /** Returns the capacity of the channel of value {@code i}: six or seven in a row have one. */
    private static int capacity(int i) {
        return 1 + i % 13 / 6 % 2;
    }

    @Test
    void theChosenCaseIsRecorded() throws Exception {
        Recorded it = Recorded.of(() -> {
            var c = new Channel<Integer>(1);
            var d = new Channel<Integer>(1);
            var all = new WaitGroup();
            all.add(1);
            go("selects", () -> {
                select(onReceive(c, v -> {}), onSend(d, 1));
                select(onReceive(c, v -> {}), onSend(d, 1), otherwise(() -> {}));
                all.done();
            });
            all.await();
        });
        int g = it.goroutine("selects");
        List<Integer> selects = it.operations(g, OperationKind.SELECT);
        Operations ops = it.recording.operations();
        assertThat(selects.stream().map(ops::value)).containsExactly(1, -1);
        assertThat(it.operations(g, OperationKind.SEND)).hasSize(1);
    }

    @Test
    void aContendedLockShowsWhoHeldIt() throws Exception {
        Recorded it = Recorded.of(() -> {
            var mu = new Mutex();
            var all = new WaitGroup();
            all.add(1);
            mu.lock();
            go("waits", () -> {
                mu.lock();
                mu.unlock();
                all.done();
            });
            untilWaiting("waits", "sync.Mutex.Lock");
            mu.unlock();
            all.await();
            mu.lock();
            mu.unlock();
        });
        int g = it.goroutine("waits");
        Spans spans = it.recording.spans();
        List<Integer> waits = it.waits(g, "sync.Mutex.Lock");
        assertThat(waits).isNotEmpty();
        assertThat(it.recording.objects().kind(spans.object(waits.getFirst())))
                .isEqualTo(ObjectKind.MUTEX);
        assertThat(it.operations(g, OperationKind.LOCK)).hasSize(1);
        assertThat(it.operations(g, OperationKind.UNLOCK)).hasSize(1);
        int main = it.recording.goroutines().parent(g);
        assertThat(it.operations(main, OperationKind.UNLOCK)).hasSize(2);
    }

    /** An unpark that comes too late for the wait before ends no wait, and hides no waker. */
    @Test
    void aLateUnparkDoesNotEndAWait() throws Exception {
        Recorded it = Recorded.of(() -> {
            var c = new Channel<Integer>();
            var thread = new Channel<Thread>(1);
            var all = new WaitGroup();
            all.add(1);
            go("receiver", () -> {
                thread.send(Thread.currentThread());
                var unused = c.receive();
                all.done();
            });
            untilWaiting("receiver", "chan receive");
            Thread t = thread.receive();
            for (int i = 0; i < 20; i++) {
                LockSupport.unpark(t);
                for (int j = 0; j < 100; j++) {
                    Go.gosched();
                }
            }
            c.send(1);
            all.await();
        });
        int g = it.goroutine("receiver");
        Spans spans = it.recording.spans();
        assertThat(it.spans(g, State.WAITING)).hasSize(1);
        int wait = it.waits(g, "chan receive").getFirst();
        assertThat(spans.state(wait + 1)).isEqualTo(State.RUNNABLE);
        assertThat(spans.waker(wait + 1)).isEqualTo(it.recording.goroutines().parent(g));
    }

    /** An interrupt ends a wait; there is no other waker. */
    @Test
    void anInterruptEndsAWait() throws Exception {
        Recorded it = Recorded.of(() -> {
            var c = new Channel<Integer>();
            var thread = new Channel<Thread>(1);
            var all = new WaitGroup();
            all.add(1);
            go("receiver", () -> {
                thread.send(Thread.currentThread());
                try {
                    var unused = c.receive();
                } catch (UncheckedInterruptedException e) {
                    Trace.log("interrupted");
                }
                all.done();
            });
            untilWaiting("receiver", "chan receive");
            Objects.requireNonNull(thread.receive()).interrupt();
            all.await();
        });
        int g = it.goroutine("receiver");
        assertThat(it.waits(g, "chan receive")).hasSize(1);
        int wait = it.waits(g, "chan receive").getFirst();
        Spans spans = it.recording.spans();
        assertThat(spans.state(spans.last(g) - 1)).isEqualTo(State.RUNNING);
        assertThat(it.recording.logs().start(0)).isGreaterThanOrEqualTo(spans.end(wait));
    }

    @Test
    void regionsAndLogsAreTheProgramsOwn() throws Exception {
        Recorded it = Recorded.of(() -> {
            assertThat(Trace.isOn()).isTrue();
            int seven = Trace.region("outer", () -> {
                Trace.region("inner", () -> Trace.log("input", "1000 lines"));
                return 7;
            });
            Trace.log(Integer.toString(seven));
        });
        Recording r = it.recording;
        assertThat(r.regions().size()).isEqualTo(2);
        assertThat(r.string(r.regions().text(0))).isEqualTo("inner");
        assertThat(r.string(r.regions().text(1))).isEqualTo("outer");
        assertThat(r.regions().start(0)).isBetween(r.regions().start(1), r.regions().end(1));
        assertThat(r.string(r.logs().text(0))).isEqualTo("input: 1000 lines");
        assertThat(r.string(r.logs().text(1))).isEqualTo("7");
    }

    /** A goroutine that waits before and after is there all the time. */
    @Test
    void goroutinesFromBeforeTheStartAreThere() throws Exception {
        var c = new Channel<Integer>();
        go("older", c::receive);
        Recorded it = Recorded.of(() -> sleep(Duration.ofMillis(1)));
        c.send(1);
        int g = it.goroutine("older");
        assertThat(it.recording.goroutines().created(g)).isZero();
        assertThat(it.recording.goroutines().ended(g)).isEqualTo(-1);
        assertThat(it.recording.spans().last(g) - it.recording.spans().first(g)).isPositive();
    }

    @Test
    void aSleepInTheJdkIsAWait() throws Exception {
        Recorded it = Recorded.of(() -> {
            var done = new Channel<Integer>();
            var threads = new Channel<Thread>();
            go("sleeps", () -> {
                threads.send(Thread.currentThread());
                try {
                    Thread.sleep(Duration.ofHours(1));
                } catch (InterruptedException e) {
                    done.send(1);
                }
            });
            Thread sleeper = Objects.requireNonNull(threads.receive());
            while (sleeper.getState() != Thread.State.TIMED_WAITING) {
                Go.gosched();
            }
            sleeper.interrupt();
            var unused = done.receive();
        });
        if (Recorded.OWN_SCHEDULER) {
            assertThat(it.waits(it.goroutine("sleeps"), "waiting in the JDK")).isNotEmpty();
        }
    }
}

package dev.jopher.trace.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.Channel;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.Spans;
import dev.jopher.trace.model.State;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * Many goroutines wake one another on all processors: in the recording, no wake-up is later than
 * what it woke, and each was caused by a goroutine that ran at that moment.
 */
@Timeout(120)
class CausalityTest {
    /**
     * One in so many may be wrong: a thread that the system stops between a step and its record
     * makes the order of the records another one.
     */
    private static final int FEW = 500;

    @RepeatedTest(3)
    void noGoroutineRunsBeforeItIsWoken() throws Exception {
        Path file = Recorded.file();
        Recording r = Recorded.of(CausalityTest::exchange, file).recording;
        Spans spans = r.spans();
        assertThat(r.lost()).isZero();
        long wakeUps = 0;
        List<String> withoutWaker = new ArrayList<>();
        for (int g = 0; g < r.goroutines().size(); g++) {
            for (int s = spans.first(g) + 1; s < spans.last(g); s++) {
                if (spans.state(s) == State.RUNNABLE) {
                    wakeUps++;
                    if (spans.waker(s) < 0 && isOurs(r, s - 1)) {
                        withoutWaker.add("span " + s + " at " + spans.start(s));
                    }
                }
                assertThat(spans.state(s) == State.RUNNING
                        && spans.state(s - 1) == State.WAITING).isFalse();
            }
        }
        assertThat(wakeUps).isGreaterThan(1000);
        int few = (int) (wakeUps / FEW);
        assertThat(withoutWaker).hasSizeLessThanOrEqualTo(few);
        assertThat(wakersThatDoNotRun(r)).hasSizeLessThanOrEqualTo(few);
        if (Recorded.OWN_SCHEDULER) {
            assertThat(overlapsOnProcessors(r)).hasSizeLessThanOrEqualTo(few);
        }
    }

    /** Returns whether a span is a wait in one of Jopher's operations. */
    private static boolean isOurs(Recording r, int span) {
        return r.spans().state(span) == State.WAITING
                && !r.reason(r.spans().reason(span)).equals("waiting in the JDK");
    }

    private static void exchange() {
        var c = new Channel<Integer>();
        var d = new Channel<Integer>(4);
        var mu = new Mutex();
        var all = new WaitGroup();
        for (int i = 0; i < 8; i++) {
            all.go(() -> {
                for (int v : c) {
                    mu.lock();
                    mu.unlock();
                    d.send(v);
                }
            });
        }
        all.go(() -> {
            for (int i = 0; i < 3000; i++) {
                c.send(i);
                if (i % 100 == 0) {
                    Thread.yield();
                }
            }
            c.close();
        });
        for (int i = 0; i < 3000; i++) {
            var unused = d.receive();
        }
        all.await();
    }

    /** A waker may have recorded its run a moment later: it runs, or is about to. */
    private static List<String> wakersThatDoNotRun(Recording r) {
        List<String> wrong = new ArrayList<>();
        Spans spans = r.spans();
        for (int s = 0; s < spans.size(); s++) {
            if (spans.state(s) == State.RUNNABLE && spans.waker(s) >= 0) {
                int at = spans.at(spans.waker(s), spans.start(s));
                boolean runs = at >= 0 && (spans.state(at) == State.RUNNING
                        || spans.start(at) == spans.start(s)
                        || at > 0 && spans.end(at - 1) == spans.start(s));
                if (!runs) {
                    wrong.add("span " + s + " was woken at " + spans.start(s) + " by "
                            + spans.waker(s) + ", which " + (at < 0 ? "is not there"
                                    : "is " + spans.state(at)));
                }
            }
        }
        return wrong;
    }

    /** Two goroutines never run on one processor at once. */
    private static List<String> overlapsOnProcessors(Recording r) {
        List<String> wrong = new ArrayList<>();
        Spans spans = r.spans();
        List<Integer> running = new ArrayList<>();
        for (int s = 0; s < spans.size(); s++) {
            if (spans.state(s) == State.RUNNING && spans.processor(s) >= 0) {
                running.add(s);
            }
        }
        running.sort((a, b) -> spans.processor(a) != spans.processor(b)
                ? Integer.compare(spans.processor(a), spans.processor(b))
                : spans.start(a) != spans.start(b) ? Long.compare(spans.start(a), spans.start(b))
                        : Long.compare(spans.end(a), spans.end(b)));
        for (int i = 1; i < running.size(); i++) {
            int a = running.get(i - 1);
            int b = running.get(i);
            if (spans.processor(a) == spans.processor(b) && spans.start(b) < spans.end(a)) {
                wrong.add("processor " + spans.processor(a) + ": until " + spans.end(a)
                        + ", and another from " + spans.start(b));
            }
        }
        return wrong;
    }
}

package dev.jopher;

import static dev.jopher.ContextFixtures.VERY_LONG;
import static dev.jopher.ContextFixtures.assertDone;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Trees deeper than a stack, and wide ones. Unlike Go's, stacks are small, so nothing recurses. */
@Timeout(120)
class ContextDepthTest {
    private static final int N = 100_000;
    private static final Context ROOT = Context.background();

    @Test
    void aHundredThousandCancels() {
        Instant deadline = Instant.now().plus(VERY_LONG);
        CancelContext top = ROOT.withValue("k", "v").withDeadline(deadline);
        CancelContext c = top;
        for (int i = 0; i < N; i++) {
            c = c.withCancel();
        }
        checkAndCancel(top, c, deadline);
        assertThat(c.toString()).endsWith(".WithCancel.WithCancel")
                .hasSizeGreaterThan(N * ".WithCancel".length());
    }

    @Test
    void aHundredThousandOfAllKinds() {
        Instant deadline = Instant.now().plus(VERY_LONG);
        CancelContext top = ROOT.withValue("k", "v").withDeadline(deadline);
        Context c = top;
        for (int i = 0; i < N / 4; i++) {
            c = c.withValue("i", i).withCancel().withDeadline(deadline).withValue(i, 1);
        }
        assertThat(c.value(0)).isEqualTo(1);
        checkAndCancel(top, c, deadline);
        assertThat(c.toString()).endsWith(".WithValue(" + (N / 4 - 1) + ", 1)");
    }

    @Test
    void aHundredThousandValues() {
        CancelContext top = ROOT.withValue("k", "v").withDeadline(Instant.MAX);
        Context c = top;
        for (int i = 0; i < N; i++) {
            c = c.withValue(i, i);
        }
        assertThat(c.value(0)).isEqualTo(0);
        checkAndCancel(top, c, Instant.MAX);
    }

    /** Each deadline is later than the parent's, which stays in force. Asking all takes minutes. */
    @Test
    void manyTimeoutsOfTheSameLength() {
        Context root = ROOT.withTimeout(VERY_LONG);
        CancelContext top = root.withCancel();
        CancelContext c = top;
        for (int i = 0; i < 3 * N; i++) {
            c = c.withTimeout(VERY_LONG.plusNanos(i));
        }
        assertThat(c.deadline()).isEqualTo(root.deadline());
        assertThat(c.withoutCancel().deadline()).isNull();
        top.cancel();
        assertDone(Context.CANCELED, c);
    }

    /** Asking all ancestors each time takes minutes. */
    @Test
    void eachOfManyValuesIsAskedWhetherItIsDone() {
        CancelContext top = ROOT.withCancel();
        List<Context> all = new ArrayList<>();
        Context c = top;
        for (int i = 0; i < 3 * N; i++) {
            c = c.withValue("i", i);
            all.add(c);
        }
        ContextFixtures.assertAlive(all.toArray(Context[]::new));
        CancelContext below = c.withCancel();
        for (int i = 0; i < 3 * N; i++) {
            below = c.withTimeout(VERY_LONG);
        }
        assertThat(top.childCount()).isEqualTo(3 * N + 1);
        Exception why = new Exception("why");
        top.cancel(why);
        assertDone(Context.CANCELED, all.toArray(Context[]::new));
        assertDone(Context.CANCELED, below);
        assertThat(all).allMatch(ctx -> ctx.cause() == why);
    }

    @Test
    void aMillionDeep() {
        CancelContext top = ROOT.withCancel();
        CancelContext c = top;
        for (int i = 0; i < 10 * N; i++) {
            c = c.withCancel();
        }
        top.cancel();
        assertDone(Context.CANCELED, c);
        assertThat(c.value("none")).isNull();
    }

    @Test
    void aHundredThousandWithoutCancel() {
        Context c = ROOT.withValue("k", "v");
        for (int i = 0; i < N; i++) {
            c = c.withoutCancel();
        }
        assertThat(c.value("k")).isEqualTo("v");
        assertThat(c.toString()).endsWith(".WithoutCancel.WithoutCancel");
        c.withCancel().cancel();
    }

    private static void checkAndCancel(CancelContext top, Context bottom, Instant deadline) {
        assertThat(bottom.value("k")).isEqualTo("v");
        assertThat(bottom.value("missing")).isNull();
        assertThat(bottom.deadline()).isEqualTo(deadline);
        ContextFixtures.assertAlive(bottom);
        CancelContext lowest = bottom.withCancel();
        Exception why = new Exception("why");
        top.cancel(why);
        assertDone(Context.CANCELED, bottom, lowest);
        assertThat(lowest.cause()).isSameAs(why);
    }

    @Test
    void aDeadlineEndsADeepTree() {
        CancelContext c = ROOT.withTimeout(Duration.ofMillis(200));
        for (int i = 0; i < N; i++) {
            c = c.withCancel();
        }
        ContextFixtures.awaitDone(c, Context.DEADLINE_EXCEEDED);
    }

    @Test
    void aHundredThousandChildren() {
        CancelContext parent = ROOT.withCancel();
        List<CancelContext> children = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            children.add(i % 2 == 0 ? parent.withCancel() : parent.withTimeout(VERY_LONG));
        }
        for (int i = 0; i < N; i += 4) {
            children.get(i).cancel();
        }
        assertThat(parent.childCount()).isEqualTo(N - N / 4);
        parent.cancel();
        assertThat(parent.childCount()).isZero();
        assertThat(children).allMatch(c -> c.err() == Context.CANCELED);
    }

    @Test
    void aHundredThousandAfterFuncs() {
        CancelContext parent = ROOT.withCancel();
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < N; i++) {
            var unused = parent.afterFunc(ran::incrementAndGet);
        }
        parent.cancel();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ran.get() == N);
    }
}

package dev.jopher;

import static dev.jopher.ContextFixtures.SHORT;
import static dev.jopher.ContextFixtures.VERY_LONG;
import static dev.jopher.ContextFixtures.assertAlive;
import static dev.jopher.ContextFixtures.assertDone;
import static dev.jopher.ContextFixtures.awaitDone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;

import dev.jopher.ContextFixtures.OtherContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kinds of contexts, one by one. */
@Timeout(120)
class ContextTest {
    private static final Context ROOT = Context.background();

    @Test // Go: TestBackground, TestTODO
    void theRootsAreNeverDone() {
        assertAlive(ROOT, Context.todo());
        assertThat(ROOT.done()).isSameAs(Channel.never());
        assertThat(ROOT.deadline()).isNull();
        assertThat(ROOT.value("key")).isNull();
        assertThat(ROOT).hasToString("context.Background").isSameAs(Context.background());
        assertThat(Context.todo()).hasToString("context.TODO").isNotEqualTo(ROOT);
    }

    @Test // Go: TestWithCancel
    void cancelEndsAllThatIsDerived() {
        CancelContext c1 = ROOT.withCancel();
        Context other = new OtherContext(c1);
        Context c2 = other.withCancel();
        assertThat(c1).hasToString("context.Background.WithCancel");
        assertAlive(c1, other, c2);

        c1.cancel();

        assertDone(Context.CANCELED, c1, other, c2);
    }

    @Test
    void closeCancels() {
        CancelContext seen;
        try (var ctx = ROOT.withCancel()) {
            assertAlive(ctx);
            seen = ctx;
        }
        assertDone(Context.CANCELED, seen);
    }

    @Test
    void cancelTwiceIsCancelOnce() {
        CancelContext ctx = ROOT.withCancel();
        Exception first = new Exception("first");
        ctx.cancel(first);
        ctx.cancel(new Exception("second"));
        ctx.cancel();
        ctx.close();
        assertDone(Context.CANCELED, ctx);
        assertThat(ctx.cause()).isSameAs(first);
    }

    @Test
    void doneIsTheSameChannelEachTime() {
        CancelContext ctx = ROOT.withCancel();
        ReceiveChannel<Unit> done = ctx.done();
        assertThat(ctx.withValue("k", 1).done()).isSameAs(done);
        ctx.cancel();
        assertThat(ctx.done()).isSameAs(done);

        CancelContext unseen = ROOT.withCancel();
        unseen.cancel();
        assertThat(unseen.done()).isSameAs(unseen.done());
        assertDone(Context.CANCELED, unseen);
    }

    @Test // Go: TestDeadline
    void aDeadlineEndsAContext() {
        awaitDone(ROOT.withDeadline(Instant.now().plus(SHORT)), Context.DEADLINE_EXCEEDED);
        awaitDone(new OtherContext(ROOT.withDeadline(Instant.now().plus(SHORT))),
                Context.DEADLINE_EXCEEDED);
        Context other = new OtherContext(ROOT.withDeadline(Instant.now().plus(SHORT)));
        awaitDone(other.withDeadline(Instant.now().plus(VERY_LONG)), Context.DEADLINE_EXCEEDED);
    }

    @Test // Go: TestDeadline
    void aPassedDeadlineEndsItAtOnce() {
        assertDone(
                Context.DEADLINE_EXCEEDED,
                ROOT.withDeadline(Instant.now().minus(SHORT)),
                ROOT.withDeadline(Instant.now()),
                ROOT.withDeadline(Instant.EPOCH),
                ROOT.withDeadline(Instant.MIN),
                ROOT.withTimeout(Duration.ZERO),
                ROOT.withTimeout(Duration.ofNanos(-1)),
                ROOT.withTimeout(Duration.ofSeconds(Long.MIN_VALUE)));
    }

    @Test // Go: TestTimeout
    void aTimeoutEndsAContext() {
        awaitDone(ROOT.withTimeout(SHORT), Context.DEADLINE_EXCEEDED);
        awaitDone(new OtherContext(ROOT.withTimeout(SHORT)), Context.DEADLINE_EXCEEDED);
        awaitDone(new OtherContext(ROOT.withTimeout(SHORT)).withTimeout(VERY_LONG),
                Context.DEADLINE_EXCEEDED);
    }

    @Test
    void aTimeoutIsNeverEarly() {
        Duration d = Duration.ofMillis(20);
        long start = System.nanoTime();
        awaitDone(ROOT.withTimeout(d), Context.DEADLINE_EXCEEDED);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(d.toNanos());
    }

    @Test // Go: TestCanceledTimeout
    void aTimeoutCanBeCancelled() {
        try (var inner = ROOT.withTimeout(VERY_LONG);
                var ctx = new OtherContext(inner).withTimeout(VERY_LONG)) {
            ctx.cancel();
            assertDone(Context.CANCELED, ctx);
        }
    }

    @Test
    void theEarlierDeadlineCounts() {
        Instant soon = Instant.now().plus(VERY_LONG);
        Instant later = soon.plus(VERY_LONG);
        try (var early = ROOT.withDeadline(soon); var late = ROOT.withDeadline(later)) {
            assertThat(early.deadline()).isEqualTo(soon);
            assertThat(early.withDeadline(later).deadline()).isEqualTo(soon);
            assertThat(early.withDeadline(later).toString()).endsWith("]).WithCancel");
            assertThat(late.withDeadline(soon).deadline()).isEqualTo(soon);
            assertThat(late.deadline()).isEqualTo(later);
            assertThat(late.withCancel().withValue("k", 1).deadline()).isEqualTo(later);
            assertThat(new OtherContext(early).withCancel().deadline()).isEqualTo(soon);
        }
    }

    @Test
    void noTimeIsTooLong() {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
        try (var timeout = ROOT.withTimeout(forEver); var end = ROOT.withDeadline(Instant.MAX)) {
            assertAlive(timeout, end);
            assertThat(end.deadline()).isEqualTo(Instant.MAX);
            assertThat(end.toString()).startsWith("context.Background.WithDeadline(");
        }
    }

    @Test // Go: TestWithoutCancel
    void withoutCancelKeepsTheValuesOnly() {
        CancelContext parent = ROOT.withValue("key", "value").withTimeout(VERY_LONG);
        Context ctx = parent.withoutCancel();
        parent.cancel(new Exception("why"));
        assertAlive(ctx);
        assertThat(ctx.deadline()).isNull();
        assertThat(ctx.done()).isSameAs(Channel.never());
        assertThat(ctx.value("key")).isEqualTo("value");
        try (var below = ctx.withCancel()) {
            assertAlive(below);
        }
    }

    @Test
    void missingArgumentIsRefusedAtOnce() {
        assertThatNullPointerException().isThrownBy(() -> {
            var unused = ROOT.afterFunc(nothing());
        });
        assertThatNullPointerException().isThrownBy(() -> {
            var unused = ROOT.withTimeout(VERY_LONG, nothing());
        });
        assertThatNullPointerException().isThrownBy(() -> {
            var unused = ROOT.withDeadline(Instant.MAX, nothing());
        });
    }

    /** What the compiler would not let pass. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}

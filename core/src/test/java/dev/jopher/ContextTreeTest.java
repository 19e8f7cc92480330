package dev.jopher;

import static dev.jopher.ContextFixtures.VERY_LONG;
import static dev.jopher.ContextFixtures.assertAlive;
import static dev.jopher.ContextFixtures.assertDone;
import static dev.jopher.ContextFixtures.isDone;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which contexts end with another, and which are forgotten. */
@Timeout(120)
class ContextTreeTest {
    private static final Context ROOT = Context.background();

    @Test // Go: TestParentFinishesChild
    void aParentEndsItsChildren() {
        CancelContext parent = ROOT.withCancel();
        CancelContext cancelChild = parent.withCancel();
        Context valueChild = parent.withValue("key", "value");
        CancelContext timerChild = valueChild.withTimeout(VERY_LONG);
        Context.Registration stop = parent.afterFunc(() -> {});
        assertAlive(parent, cancelChild, valueChild, timerChild);
        assertThat(parent.childCount()).isEqualTo(3);

        parent.cancel();

        assertThat(parent.childCount()).isZero();
        assertDone(Context.CANCELED, parent, cancelChild, valueChild, timerChild);
        assertDone(Context.CANCELED, parent.withValue("key", "value"), parent.withCancel());
        assertThat(stop.stop()).isFalse();
    }

    @Test // Go: TestChildFinishesFirst
    void aChildDoesNotEndItsParent() {
        try (var cancelable = ROOT.withCancel()) {
            for (Context parent : List.of(ROOT, cancelable)) {
                CancelContext child = parent.withCancel();
                assertAlive(parent, child);
                child.cancel();
                assertDone(Context.CANCELED, child);
                assertAlive(parent);
            }
            assertThat(cancelable.childCount()).isZero();
        }
    }

    @Test // Go: TestCancelRemoves
    void doneContextIsRemovedFromTheParent() {
        try (var parent = ROOT.withCancel()) {
            CancelContext a = parent.withCancel();
            CancelContext b = parent.withValue("k", 1).withTimeout(VERY_LONG);
            Context.Registration c = parent.afterFunc(() -> {});
            CancelContext d = parent.withCancel();
            assertThat(parent.childCount()).isEqualTo(4);
            b.cancel(); // from the middle
            assertThat(parent.childCount()).isEqualTo(3);
            a.cancel(); // the oldest
            assertThat(parent.childCount()).isEqualTo(2);
            assertThat(c.stop()).isTrue();
            assertThat(parent.childCount()).isEqualTo(1);
            d.cancel(); // the last
            d.cancel();
            assertThat(parent.childCount()).isZero();
            assertAlive(parent);
        }
    }

    @Test
    void expiredContextIsRemovedFromTheParent() {
        try (var parent = ROOT.withCancel()) {
            ContextFixtures.awaitDone(parent.withTimeout(ContextFixtures.SHORT),
                    Context.DEADLINE_EXCEEDED);
            Goroutine.until(() -> parent.childCount() == 0);
            var unused = parent.withTimeout(Duration.ZERO);
            assertThat(parent.childCount()).isZero();
        }
    }

    /** One that takes long: a goroutine of its own ends the context. */
    @Test
    void otherTimersDoNotWaitForTheEndOfAContext() {
        try (var parent = ROOT.withTimeout(ContextFixtures.SHORT)) {
            CancelContext child = parent.withCancel();
            Channel<Unit> done = (Channel<Unit>) child.done();
            done.lock.lock(); // keeps the child from being ended
            try {
                Goroutine.until(() -> parent.err() != null);
                Go.sleep(Duration.ofMillis(1));
                assertThat(new Timer(Duration.ofMillis(1)).channel().receive()).isNotNull();
            } finally {
                done.lock.unlock();
            }
            ContextFixtures.awaitDone(child, Context.DEADLINE_EXCEEDED);
        }
    }

    @Test // Go: TestWithCancelCanceledParent
    void aChildOfADoneParentIsDone() {
        Exception why = new Exception("because");
        CancelContext parent = ROOT.withCancel();
        parent.cancel(why);
        CancelContext child = parent.withCancel();
        assertDone(Context.CANCELED, child, parent.withTimeout(VERY_LONG));
        assertThat(child.cause()).isSameAs(why);
        assertThat(parent.childCount()).isZero();
    }

    /** Random trees, random cancels; the obvious model: done is all below a cancelled one. */
    @RepeatedTest(200)
    void anyTreeAndAnyOrder() {
        Random random = new Random();
        List<Context> all = new ArrayList<>(List.of(ROOT));
        List<Integer> parents = new ArrayList<>(List.of(0));
        List<Boolean> done = new ArrayList<>(List.of(false));
        for (int i = 0; i < 60; i++) {
            if (random.nextInt(4) == 0) {
                cancelAny(all, parents, done, random.nextInt(all.size()));
            } else {
                int p = random.nextInt(all.size());
                all.add(derive(all.get(p), random.nextInt(5)));
                parents.add(p);
                done.add(done.get(p) && !(all.getLast() instanceof WithoutCancelContext));
            }
            for (int k = 0; k < all.size(); k++) {
                assertThat(isDone(all.get(k))).as("%s", all.get(k)).isEqualTo(done.get(k));
            }
        }
        for (Context ctx : all) {
            if (ctx instanceof CancelContext c) {
                c.cancel(); // a timer that is pending keeps the tests of deadlocks from ending
            }
        }
    }

    private static Context derive(Context parent, int how) {
        return switch (how) {
            case 0 -> parent.withValue("k", 1);
            case 1 -> parent.withTimeout(VERY_LONG);
            case 2 -> new Random().nextBoolean() ? parent.withoutCancel()
                    : new ContextFixtures.OtherContext(parent);
            default -> parent.withCancel();
        };
    }

    private static void cancelAny(List<Context> all, List<Integer> parents, List<Boolean> done,
            int i) {
        if (all.get(i) instanceof CancelContext c) {
            c.cancel();
            done.set(i, true);
            for (int k = i + 1; k < all.size(); k++) {
                if (done.get(parents.get(k)) && !(all.get(k) instanceof WithoutCancelContext)) {
                    done.set(k, true);
                }
            }
        }
    }
}

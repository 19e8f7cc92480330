package dev.jopher;

import static dev.jopher.ContextFixtures.SHORT;
import static dev.jopher.ContextFixtures.VERY_LONG;
import static dev.jopher.ContextFixtures.assertDone;
import static dev.jopher.ContextFixtures.awaitDone;
import static dev.jopher.ContextFixtures.isDone;
import static dev.jopher.Go.go;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many cancel at once. */
@Timeout(120)
class ContextRaceTest {
    private static final Context ROOT = Context.background();

    @Test // Go: TestSimultaneousCancels
    void allOfATreeAreCancelledAtOnce() {
        List<CancelContext> all = new ArrayList<>(List.of(ROOT.withCancel()));
        for (int i = 0; all.size() < 100; i++) {
            for (int k = 0; k < 4; k++) {
                all.add(all.get(i).withCancel());
            }
        }
        List<CancelContext> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled);
        WaitGroup wg = new WaitGroup();
        shuffled.forEach(c -> wg.go(c::cancel));
        all.forEach(c -> awaitDone(c, Context.CANCELED));
        wg.await();
        all.forEach(c -> assertThat(c.childCount()).isZero());
    }

    @Test // Go: TestInterlockedCancels
    void aChildCancelsItselfWhenItsParentEnds() {
        CancelContext parent = ROOT.withCancel();
        CancelContext child = parent.withCancel();
        WaitGroup wg = new WaitGroup();
        wg.go(() -> {
            parent.done().receive();
            child.cancel();
        });
        parent.cancel();
        awaitDone(child, Context.CANCELED);
        wg.await();
    }

    @RepeatedTest(300) // Go: TestContextErrDoneRace (issue 75533)
    void errorIsVisibleOnlyAfterDoneIsClosed() {
        CancelContext ctx = ROOT.withCancel();
        ReceiveChannel<Unit> done = ctx.done();
        go(ctx::cancel);
        while (ctx.err() == null) {
            Thread.onSpinWait();
        }
        assertThat(done.tryReceiveOk()).isNotNull();
    }

    @RepeatedTest(300)
    void doneIsClosedOnlyAfterErrorIsVisible() {
        CancelContext ctx = ROOT.withCancel();
        ReceiveChannel<Unit> done = ctx.done();
        go(ctx::cancel);
        while (done.tryReceiveOk() == null) {
            Thread.onSpinWait();
        }
        assertDone(Context.CANCELED, ctx);
    }

    @RepeatedTest(100) // Go: TestWithCancelSimultaneouslyCanceledParent
    void aParentIsCancelledWhileAChildIsMade() {
        Exception why = new Exception("because");
        CancelContext parent = ROOT.withCancel();
        go(() -> parent.cancel(why));
        CancelContext child = parent.withCancel();
        CancelContext timed = parent.withValue("k", 1).withTimeout(VERY_LONG);
        awaitDone(child, Context.CANCELED);
        awaitDone(timed, Context.CANCELED);
        assertThat(child.cause()).isSameAs(why);
        assertThat(timed.cause()).isSameAs(why);
    }

    /** In Go a context's lock is held until all below are done; a second cancel waits for that. */
    @RepeatedTest(100)
    void whenCancelReturnsAllBelowAreDone() {
        CancelContext root = ROOT.withCancel();
        List<CancelContext> leaves = new ArrayList<>();
        CancelContext middle = root.withCancel();
        for (int i = 0; i < 200; i++) {
            leaves.add(middle.withCancel().withCancel());
        }
        AtomicInteger missed = new AtomicInteger();
        WaitGroup wg = new WaitGroup();
        for (CancelContext c : List.of(root, middle, root, middle)) {
            wg.go(() -> {
                c.cancel();
                leaves.forEach(leaf -> missed.addAndGet(isDone(leaf) ? 0 : 1));
            });
        }
        wg.await();
        assertThat(missed).hasValue(0);
    }

    /** One cause wins, and all of the tree agree on it: by hand, by the parent or by a deadline. */
    @RepeatedTest(200)
    void concurrentCancelsAgreeOnTheCause() {
        List<Exception> causes = new ArrayList<>();
        CancelContext ctx = ROOT.withTimeout(SHORT);
        CancelContext child = ctx.withCancel();
        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < 4; i++) {
            Exception why = new Exception("cause " + i);
            causes.add(why);
            wg.go(() -> ctx.cancel(why));
        }
        wg.await();
        Throwable cause = ctx.cause();
        assertThat(child.cause()).isSameAs(cause);
        if (ctx.err() == Context.CANCELED) {
            assertThat(causes).contains((Exception) cause);
        } else {
            assertThat(cause).isSameAs(Context.DEADLINE_EXCEEDED);
        }
        assertThat(child.err()).isSameAs(ctx.err());
    }

    /** Children come and go while the parent ends: none is forgotten, none stays. */
    @RepeatedTest(50)
    void childrenComeAndGoWhileTheParentEnds() {
        CancelContext parent = ROOT.withCancel();
        WaitGroup wg = new WaitGroup();
        List<CancelContext> all = Collections.synchronizedList(new ArrayList<>());
        for (int g = 0; g < 4; g++) {
            wg.go(() -> {
                Random random = new Random();
                while (parent.err() == null) {
                    CancelContext c = parent.withCancel();
                    if (random.nextBoolean()) {
                        c.cancel();
                    }
                    all.add(c);
                    Go.gosched();
                }
            });
        }
        while (all.size() < 20) {
            Thread.yield();
        }
        parent.cancel();
        wg.await();
        assertDone(Context.CANCELED, all.toArray(Context[]::new));
        assertThat(parent.childCount()).isZero();
    }
}

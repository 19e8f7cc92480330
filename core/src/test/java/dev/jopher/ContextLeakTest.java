package dev.jopher;

import static dev.jopher.ContextFixtures.VERY_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A context that is done is not held: not by its parent, not by a timer. */
class ContextLeakTest {
    enum Child {
        CANCEL(parent -> parent.withCancel()),
        TIMEOUT(parent -> parent.withTimeout(VERY_LONG)),
        BELOW_A_VALUE(parent -> parent.withValue("k", new Object()).withCancel()),
        BELOW_A_CUSTOM_CONTEXT(
                parent -> new ContextFixtures.OtherContext(parent).withTimeout(VERY_LONG)),
        WATCHED(parent -> new ContextFixtures.OtherContext(parent) {
            private final Channel<Unit> own = new Channel<>();

            @Override
            public ReceiveChannel<Unit> done() {
                return own;
            }
        }.withCancel());

        final Function<Context, CancelContext> derive;

        Child(Function<Context, CancelContext> derive) {
            this.derive = derive;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledChildIsCollected(Child child) {
        CancelContext parent = Context.background().withCancel();
        List<WeakReference<?>> children = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            CancelContext c = child.derive.apply(parent);
            children.add(new WeakReference<>(c));
            c.cancel();
        }
        awaitCollected(children);
        Reference.reachabilityFence(parent);
        parent.cancel();
    }

    @Test
    void aStoppedFunctionIsCollected() {
        CancelContext parent = Context.background().withCancel();
        List<WeakReference<?>> held = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Object o = new Object();
            held.add(new WeakReference<>(o));
            assertThat(parent.afterFunc(() -> held.add(new WeakReference<>(o))).stop())
                    .isTrue();
        }
        awaitCollected(held);
        Reference.reachabilityFence(parent);
        parent.cancel();
    }

    @Test
    void theChildrenOfACancelledParentAreNotHeldByIt() {
        CancelContext parent = Context.background().withCancel();
        List<WeakReference<?>> children = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            children.add(new WeakReference<>(parent.withTimeout(VERY_LONG)));
        }
        parent.cancel();
        awaitCollected(children);
        Reference.reachabilityFence(parent);
    }

    @Test
    void anUncancelledContextOfTheRootIsCollected() {
        List<WeakReference<?>> contexts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            contexts.add(new WeakReference<>(Context.background().withValue("k", 1).withCancel()));
        }
        awaitCollected(contexts);
    }

    private static void awaitCollected(List<WeakReference<?>> references) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return references.stream().allMatch(r -> r.get() == null);
        });
    }
}

package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.jopher.ContextFixtures.OtherContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The values of contexts. Go: TestValues, TestWithValueChecksKey. */
class ContextValueTest {
    private static final Context ROOT = Context.background();
    private static final Key K1 = new Key(1);
    private static final Name K2 = new Name(1);
    private static final Name K3 = new Name(3);

    private record Key(int number) {
        @Override
        public String toString() {
            return "k" + number;
        }
    }

    /** Another type with the same content as a {@link Key} is another key. */
    private record Name(int number) {
        @Override
        public String toString() {
            return "n" + number;
        }
    }

    private static void check(Context c, @Nullable String v1, @Nullable String v2,
            @Nullable String v3) {
        assertThat(c.value(K1)).as("%s, K1", c).isEqualTo(v1);
        assertThat(c.value(K2)).as("%s, K2", c).isEqualTo(v2);
        assertThat(c.value(K3)).as("%s, K3", c).isEqualTo(v3);
    }

    @Test
    void theNearestValueOfAKeyCounts() {
        check(ROOT, null, null, null);
        Context c1 = ROOT.withValue(K1, "c1k1");
        check(c1, "c1k1", null, null);
        Context c2 = c1.withValue(K2, "c2k2");
        check(c2, "c1k1", "c2k2", null);
        Context c3 = c2.withValue(K3, "c3k3");
        check(c3, "c1k1", "c2k2", "c3k3");
        Context c4 = c3.withValue(K1, null);
        check(c4, null, "c2k2", "c3k3");
        assertThat(c4).hasToString("context.Background.WithValue(k1, c1k1).WithValue(n1, c2k2)"
                + ".WithValue(n3, c3k3).WithValue(k1, <nil>)");

        check(new OtherContext(ROOT), null, null, null);
        Context o1 = new OtherContext(ROOT.withValue(K1, "c1k1"));
        check(o1, "c1k1", null, null);
        check(o1.withValue(K2, "o2k2"), "c1k1", "o2k2", null);
        Context o3 = new OtherContext(c4);
        check(o3, null, "c2k2", "c3k3");
        check(o3.withValue(K3, null), null, "c2k2", null);
        try (var cancel = c3.withCancel()) {
            check(cancel.withoutCancel(), "c1k1", "c2k2", "c3k3");
        }
    }

    @Test
    void keysAreComparedByEquals() {
        assertThat(ROOT.withValue(new Key(7), "seven").value(new Key(7))).isEqualTo("seven");
        Object identity = new Object();
        assertThat(ROOT.withValue(identity, 1).value(new Object())).isNull();
        assertThat(ROOT.withValue(identity, 1).value(identity)).isEqualTo(1);
    }

    @Test
    void aKeyIsNeverNull() {
        assertThatNullPointerException().isThrownBy(() -> {
            var unused = ROOT.withValue(noKey(), "bar");
        }).withMessage("nil key");
    }

    @SuppressWarnings("NullAway") // what the compiler would not let pass
    private static Object noKey() {
        return null;
    }

    /** A key whose equals says yes to all must not come between a context and its parent. */
    @Test
    void aGreedyKeyDoesNotCutTheTree() {
        Object greedy = new Object() {
            @Override
            @SuppressWarnings("EqualsHashCode")
            public boolean equals(@Nullable Object o) {
                return true;
            }
        };
        try (var parent = ROOT.withCancel()) {
            CancelContext child = parent.withValue(greedy, "mine").withCancel();
            Exception why = new Exception("why");
            parent.cancel(why);
            assertThat(child.err()).isSameAs(Context.CANCELED);
            assertThat(child.withValue(greedy, "mine").cause()).isSameAs(why);
        }
    }

    private static final class Plain {}

    @Test
    void valueWithoutTextIsNamedByItsType() {
        assertThat(ROOT.withValue(new Plain(), new Plain())).hasToString(
                "context.Background.WithValue(" + Plain.class.getName() + ", "
                        + Plain.class.getName() + ")");
        assertThat(ROOT.withValue("k", 5)).hasToString("context.Background.WithValue(k, 5)");
    }

    @Test
    void eachDerivationIsInTheText() {
        try (var c = ROOT.withCancel();
                var t = Context.todo().withTimeout(ContextFixtures.VERY_LONG)) {
            assertThat(c.withValue("a", "b").withoutCancel())
                    .hasToString("context.Background.WithCancel.WithValue(a, b).WithoutCancel");
            assertThat(t.toString())
                    .matches("context\\.TODO\\.WithDeadline\\(\\d{4}-\\S+Z \\[PT999H59M\\S+S]\\)");
            assertThat(new OtherContext(c) {
                @Override
                public String toString() {
                    return "mine";
                }
            }.withCancel()).hasToString("mine.WithCancel");
        }
    }
}

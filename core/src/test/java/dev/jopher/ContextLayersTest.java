package dev.jopher;

import static dev.jopher.ContextFixtures.assertAlive;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/** Thirty or more random layers of values, cancels, timeouts. Go: TestLayersCancel, -Timeout. */
@Timeout(120)
class ContextLayersTest {
    private final List<Object> values = new ArrayList<>();
    private final List<CancelContext> cancels = new ArrayList<>();
    private Context ctx = Context.background();

    @RepeatedTest(20)
    void cancel(RepetitionInfo info) {
        Random random = build(info, false);
        assertAlive(ctx);
        checkValues();
        cancels.get(random.nextInt(cancels.size())).cancel();
        ContextFixtures.assertDone(Context.CANCELED, ctx);
        checkValues();
    }

    @RepeatedTest(20)
    void timeout(RepetitionInfo info) {
        Random unused = build(info, true);
        checkValues();
        ContextFixtures.awaitDone(ctx, Context.DEADLINE_EXCEEDED);
        checkValues();
    }

    private Random build(RepetitionInfo info, boolean timeouts) {
        Random random = new Random(info.getCurrentRepetition());
        int timers = 0;
        for (int i = 0; i < 30 || timers == 0 || cancels.isEmpty() || values.isEmpty(); i++) {
            switch (random.nextInt(3)) {
                case 0 -> {
                    Object v = new Object();
                    ctx = ctx.withValue(v, v);
                    values.add(v);
                }
                case 1 -> add(ctx.withCancel());
                default -> {
                    add(ctx.withTimeout(
                            timeouts ? ContextFixtures.SHORT : ContextFixtures.VERY_LONG));
                    timers++;
                }
            }
        }
        assertThat(ctx.toString()).startsWith("context.Background.");
        return random;
    }

    private void add(CancelContext c) {
        cancels.add(c);
        ctx = c;
    }

    private void checkValues() {
        values.forEach(v -> assertThat(ctx.value(v)).isSameAs(v));
    }
}

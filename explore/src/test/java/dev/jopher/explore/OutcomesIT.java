package dev.jopher.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;

import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.Test;

class OutcomesIT {
    private static int increments() {
        var wg = new WaitGroup();
        var mu = new Mutex();
        int[] n = {0};
        for (int i = 0; i < 3; i++) {
            wg.go(() -> {
                mu.lock();
                int v = n[0];
                mu.unlock();
                mu.lock();
                n[0] = v + 1;
                mu.unlock();
            });
        }
        wg.await();
        return n[0];
    }

    @Test
    void allResultsAreSeen() {
        Outcomes<Integer> outcomes = Explore.outcomes(OutcomesIT::increments);
        assertEquals(Set.of(1, 2, 3), outcomes.values(), outcomes::toString);
        assertEquals(1000, outcomes.schedules());
        assertTrue(outcomes.failures().isEmpty());
        assertTrue(outcomes.count(2) > 0);
    }

    @Test
    void tokenGivesItsResult() {
        for (Outcomes.Outcome<Integer> o : Explore.outcomes(OutcomesIT::increments).all()) {
            int[] seen = {0};
            Explore.replay(o.token().orElseThrow(), () -> seen[0] = increments());
            assertEquals(o.value(), seen[0]);
        }
    }

    @Test
    void failureIsAnOutcome() {
        Outcomes<Integer> outcomes = Explore.outcomes(() -> {
            int n = increments();
            if (n == 1) {
                throw new IllegalStateException("one");
            }
            return n;
        });
        assertEquals(Set.of(2, 3), outcomes.values());
        assertEquals("java.lang.IllegalStateException: one",
                outcomes.failures().getFirst().failure());
        assertFalse(outcomes.failures().getFirst().token().isEmpty());
    }
}

package dev.jopher.explore.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import dev.jopher.explore.Explore;
import dev.jopher.explore.ExploreOptions;
import dev.jopher.explore.internal.search.Exploration;
import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.search.Result;
import org.junit.jupiter.api.Test;

/** A loop in which a thread comes to no point stops neither the others nor the explorer. */
class LoopsIT {
    private static final int LONG = 1_000_000;

    /** A variable that is not volatile, as in many a wrong program. */
    static final class Flag {
        boolean isSet;
    }

    private static Result explore(Runnable body) {
        return new Exploration(Options.DEFAULT.withSchedules(30), body).run();
    }

    private static Thread setter(Flag flag, long millis) {
        Thread t = new Thread(() -> {
            sleep(millis);
            flag.isSet = true;
        });
        t.start();
        return t;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void waitFor(Flag flag) {
        while (!flag.isSet) {
            // spins
        }
    }

    @Test
    void othersContinueWhileOneSpins() {
        Result r = explore(() -> {
            Flag flag = new Flag();
            setter(flag, 0);
            waitFor(flag);
        });
        assertThat(r.isPassed()).isTrue();
        assertThat(r.schedules()).isEqualTo(30);
    }

    @Test
    void timePassesWhileOneSpins() {
        Result r = explore(() -> {
            Flag flag = new Flag();
            setter(flag, 1000);
            waitFor(flag);
        });
        assertThat(r.isPassed()).isTrue();
    }

    /** Classes are initialised in the first schedule only. */
    static final class Table {
        static final int[] SQUARES = new int[LONG];

        static {
            for (int i = 0; i < SQUARES.length; i++) {
                SQUARES[i] = i * i;
            }
        }
    }

    @Test
    void anInitialiserMayLoopForLong() {
        Result r = explore(() -> {
            Flag flag = new Flag();
            Thread t = setter(flag, 0);
            if (Table.SQUARES[2] != 4) {
                throw new AssertionError();
            }
            JavaPrograms.join(t);
        });
        assertThat(r.isPassed()).isTrue();
        assertThat(r.notControlled()).isEmpty();
    }

    @Test
    void aLongComputationIsNoLivelock() {
        Result r = new Exploration(Options.DEFAULT.withSchedules(3).withMaxSteps(10), () -> {
            long sum = 0;
            for (int i = 0; i < 100 * LONG; i++) {
                sum += i ^ sum;
            }
            new Flag().isSet = sum == 0;
        }).run();
        assertThat(r.isPassed()).isTrue();
        assertThat(r.cutOff()).isZero();
    }

    @Test
    void anEndlessLoopIsGivenUpWhenTimeIsOver() {
        ExploreOptions options = ExploreOptions.DEFAULT.time(Duration.ofSeconds(2));
        assertThatThrownBy(() -> Explore.check(options, () -> waitFor(new Flag())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "no schedule ended in time: main at LoopsIT.java:\\d+");
    }

    @Test
    void aScheduleWithoutEndIsGivenUpWhenTimeIsOver() {
        ExploreOptions options = ExploreOptions.DEFAULT.time(Duration.ofSeconds(2))
                .maxSteps(Integer.MAX_VALUE);
        assertThatThrownBy(() -> Explore.check(options, () -> {
            for (;;) {
                sleep(1);
            }
        })).isInstanceOf(IllegalStateException.class).hasMessageContaining("in time: main");
    }
}

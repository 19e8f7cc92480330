package dev.jopher.internal.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.jopher.Channel;
import dev.jopher.DeadlockException;
import dev.jopher.Go;
import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Waits that libraries report as ended from outside. */
class OutsideWaitTest {
    private static final String SERVER = "the server of " + OutsideWaitTest.class.getSimpleName();

    private static List<ExternalWaker> mayAct() {
        return ExternalCallbacks.find(false).stream().filter(o -> o.description().equals(SERVER))
                .toList();
    }

    @Test
    void openWaitCountsAsAnOutsiderThatMayAct() {
        var first = Go.outsideWait(SERVER);
        var second = Go.outsideWait(SERVER);
        assertThat(mayAct()).as("each text once").containsExactly(new ExternalWaker(SERVER, false));
        first.close();
        first.close();
        assertThat(mayAct()).hasSize(1);
        second.close();
        assertThat(mayAct()).isEmpty();
    }

    @Test
    void dumpShowsWhatAGoroutineWaitsFor() {
        var answers = new Channel<String>();
        var g = Goroutine.waiting("chan receive", () -> {
            try (var _ = Go.outsideWait(SERVER)) {
                answers.receive();
            }
        });
        assertThat(Go.dump())
                .contains("[chan receive]:\n\tin an outside wait for " + SERVER + "\n");
        answers.close();
        g.join();
        assertThat(Go.dump()).doesNotContain(SERVER);
    }

    @Test
    void theTextIsAskedForEachTime() {
        var broken = new AtomicBoolean();
        try (var _ = Go.outsideWait(() -> SERVER + (broken.get() ? " (disconnected)" : ""))) {
            assertThat(mayAct()).hasSize(1);
            broken.set(true);
            assertThat(mayAct()).isEmpty();
            assertThat(ExternalCallbacks.find(false))
                    .contains(new ExternalWaker(SERVER + " (disconnected)", false));
        }
    }

    @Test
    void dumpShowsItAlsoForAWaitOfTheJdk() {
        var answer = new CompletableFuture<String>();
        var g = Goroutine.start(() -> {
            try (var _ = Go.outsideWait(SERVER)) {
                answer.get();
            }
        });
        Goroutine.until(() -> Go.dump().contains("in an outside wait for " + SERVER));
        answer.complete("done");
        g.join();
    }

    @Test
    @Tag("alone")
    void deadlockIsOneAfterTheWaitHasEnded() {
        assertThatExceptionOfType(DeadlockException.class).isThrownBy(() -> Go.run(() -> {
            var c = new Channel<String>();
            Go.outsideWait(SERVER).close();
            c.receive();
        }));
    }
}

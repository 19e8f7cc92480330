package dev.jopher;

import static dev.jopher.ContextFixtures.awaitDone;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Signals that are sent to a channel. Go: TestSignal, TestStop of os/signal. */
@Timeout(120)
class SignalsTest {
    private static final Signal USR1 = new Signal("USR1");

    /** Gets the signal while no channel of ours does. */
    private final Channel<Signal> host = new Channel<>(100);

    private SignalHandler before = SignalHandler.SIG_DFL;

    @BeforeEach
    void takeTheSignal() {
        before = Signal.handle(USR1, host::send);
    }

    @AfterEach
    void giveItBack() {
        Signal.handle(USR1, before);
    }

    private void hostHasTheSignal() {
        Signal.raise(USR1);
        assertThat(host.receive()).isEqualTo(USR1);
    }

    @Test
    void everySignalIsSentAgainAndAgain() {
        var c = new Channel<String>(10);
        try (var _ = Signals.notify(c, "USR1")) {
            for (int i = 0; i < 10; i++) {
                Signal.raise(USR1);
            }
            for (int i = 0; i < 10; i++) {
                assertThat(c.receive()).isEqualTo("USR1");
            }
        }
        assertThat(host.len()).isZero();
    }

    @Test
    void oneChannelGetsSignalsOfSeveralKinds() {
        var c = new Channel<Object>(10);
        try (var signals = Signals.notify(c, "USR1", "WINCH", "USR1")) {
            assertThat(signals).hasToString("[user defined signal 1 window changed]");
            Signal.raise(USR1);
            Signal.raise(new Signal("WINCH"));
            List<Object> got = new ArrayList<>(List.of(must(c.receive()), must(c.receive())));
            assertThat(got).containsExactlyInAnyOrder("USR1", "WINCH");
        }
    }

    /** The handler of a signal has a thread for each: here all of them have ended, or wait. */
    @Test
    void fullChannelDropsSignalsAndHoldsUpNoHandler() {
        var full = new Channel<String>(1);
        var all = new Channel<String>(100);
        try (var _ = Signals.notify(full, "USR1"); var _ = Signals.notify(all, "USR1")) {
            for (int i = 0; i < 20; i++) {
                Signal.raise(USR1);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(all.receive()).isEqualTo("USR1");
            }
            assertThat(full.len()).isEqualTo(1);
            assertThat(full.receive()).isEqualTo("USR1");
            assertThat(full.tryReceive()).isNull();
        }
    }

    @Test
    void unbufferedChannelGetsASignalThatIsWaitedFor() {
        var c = new Channel<String>();
        try (var _ = Signals.notify(c, "USR1")) {
            var g = Goroutine.waiting("chan receive",
                    () -> assertThat(c.receive()).isEqualTo("USR1"));
            Signal.raise(USR1);
            g.join();
        }
    }

    @Test
    void closedChannelGetsNothing() {
        var closed = new Channel<String>(1);
        var open = new Channel<String>(1);
        try (var _ = Signals.notify(closed, "USR1"); var _ = Signals.notify(open, "USR1")) {
            closed.close();
            Signal.raise(USR1);
            assertThat(open.receive()).as("the next one gets it all the same").isEqualTo("USR1");
        }
        hostHasTheSignal();
    }

    @Test
    void lastStopGivesTheSignalBack() {
        var c = new Channel<String>(1);
        var first = Signals.notify(c, "USR1");
        var ctx = Context.background().withSignals("USR1");
        first.stop();
        first.stop();
        Signal.raise(USR1);
        awaitDone(ctx, Context.CANCELED);
        assertThat(c.len()).isZero();
        assertThat(host.len()).isZero();
        ctx.close();
        hostHasTheSignal();
        first.stop();
        hostHasTheSignal();
    }

    @Test
    void refusedSignalLeavesNothingDiverted() {
        var c = new Channel<String>(1);
        assertThatIllegalArgumentException().isThrownBy(() -> {
            var unused = Signals.notify(c, "USR1", "NONSENSE");
        });
        assertThatIllegalArgumentException().isThrownBy(() -> {
            var unused = Signals.notify(c, "USR1", "KILL");
        });
        assertThatIllegalArgumentException().isThrownBy(() -> {
            var unused = Signals.notify(c);
        }).withMessage("no signals");
        hostHasTheSignal();
        assertThat(c.len()).isZero();
    }
}

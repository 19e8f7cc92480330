package dev.jopher;

import static dev.jopher.ContextFixtures.assertAlive;
import static dev.jopher.ContextFixtures.assertDone;
import static dev.jopher.ContextFixtures.awaitDone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;

import dev.jopher.sync.WaitGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Signals that end a context. Go: TestNotifyContext* of os/signal. */
@Timeout(120)
class ContextSignalsTest {
    private static final Context ROOT = Context.background();
    private static final Signal USR1 = new Signal("USR1");

    /** The receiver of the signal when no context has it. */
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

    @Test // Go: TestNotifyContextCause; from outside
    void aSignalEndsTheContext() throws Exception {
        try (var ctx = ROOT.withSignals("HUP", "USR1")) {
            assertAlive(ctx);
            Process kill =
                    new ProcessBuilder("kill", "-USR1", "" + ProcessHandle.current().pid()).start();
            awaitDone(ctx, Context.CANCELED);
            assertThat(ctx.cause()).isInstanceOf(CanceledException.class)
                    .hasMessage("user defined signal 1 signal received");
            assertThatThrownBy(() -> ContextException.throwIfDone(ctx)).hasCause(ctx.cause());
            assertThat(kill.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(host.len()).isZero();
    }

    /** Not by SIGINT, which a build in the background ignores. */
    @Test // Go: TestNotifyContextNotifications
    void moreSignalsDoNotEndTheProcess() {
        try (var ctx = ROOT.withSignals("TERM", "USR1")) {
            for (int i = 0; i < 10; i++) {
                Signal.raise(new Signal("TERM"));
            }
            awaitDone(ctx, Context.CANCELED);
            assertThat(ctx.cause()).hasMessage("terminated signal received");
            Signal.raise(USR1);
            Signal.raise(new Signal("TERM"));
            raiseAndAwaitAnother();
        }
        assertThat(host.len()).isZero();
    }

    /** When this returns, earlier signals have been handled: each kind in order of its number. */
    private static void raiseAndAwaitAnother() {
        try (var later = ROOT.withSignals("WINCH")) {
            Signal.raise(new Signal("WINCH"));
            awaitDone(later, Context.CANCELED);
            assertThat(later.cause()).hasMessage("window changed signal received");
        }
    }

    @Test // Go: TestNotifyContextStop
    void closeGivesTheSignalBack() {
        CancelContext ctx = ROOT.withCancel().withSignals("USR1");
        ctx.close();
        assertDone(Context.CANCELED, ctx);
        assertThat(ctx.cause()).isSameAs(Context.CANCELED);
        Signal.raise(USR1);
        assertThat(host.receive()).isEqualTo(USR1);
        ctx.close(); // again: takes nothing from its present owner
        Signal.raise(USR1);
        assertThat(host.receive()).isEqualTo(USR1);
    }

    @Test
    void closeGivesItBackAlsoAfterASignal() {
        try (var ctx = ROOT.withSignals("USR1")) {
            Signal.raise(USR1);
            awaitDone(ctx, Context.CANCELED);
        }
        Signal.raise(USR1);
        assertThat(host.receive()).isEqualTo(USR1);
    }

    @Test // Go: TestNotifyContextCancelParent
    void theParentEndsIt() {
        Exception why = new Exception("parent");
        CancelContext parent = ROOT.withCancel();
        try (var ctx = parent.withSignals("USR1")) {
            assertThat(ctx)
                    .hasToString(
                            "signal.NotifyContext(context.Background.WithCancel, [user defined signal 1])");
            parent.cancel(why);
            assertDone(Context.CANCELED, ctx);
            assertThat(ctx.cause()).isSameAs(why);
        }
        Signal.raise(USR1);
        assertThat(host.receive()).isEqualTo(USR1);
    }

    @Test // Go: TestNotifyContextPrematureCancelParent
    void aParentThatIsDoneAlready() {
        Exception why = new Exception("parent");
        CancelContext parent = ROOT.withCancel();
        parent.cancel(why);
        try (var ctx = parent.withSignals("USR1")) {
            assertDone(Context.CANCELED, ctx);
            assertThat(ctx.cause()).isSameAs(why);
        }
        Signal.raise(USR1);
        assertThat(host.receive()).isEqualTo(USR1);
    }

    @Test // Go: TestNotifyContextSimultaneousStop
    void manyCloseAtOnce() {
        CancelContext ctx = ROOT.withSignals("USR1");
        WaitGroup wg = new WaitGroup();
        for (int i = 0; i < 10; i++) {
            wg.go(ctx::close);
        }
        wg.await();
        assertDone(Context.CANCELED, ctx);
        Signal.raise(USR1);
        assertThat(host.receive()).isEqualTo(USR1);
    }

    @Test // Go: TestNotifyContextStringer
    void itsTextNamesTheSignals() {
        try (var ctx = ROOT.withCancel().withSignals("HUP", "INT", "TERM");
                var below = ctx.withCancel()) {
            String text =
                    "signal.NotifyContext(context.Background.WithCancel, [hangup interrupt terminated])";
            assertThat(ctx).hasToString(text);
            assertThat(below.withValue("a", "b")).hasToString(text + ".WithCancel.WithValue(a, b)");
        }
    }

    @Test
    void allThatWaitForASignalGetIt() {
        CancelContext first = ROOT.withSignals("USR1");
        CancelContext second = ROOT.withSignals("USR1");
        CancelContext third = ROOT.withSignals("USR1");
        first.close(); // in any order
        Signal.raise(USR1);
        awaitDone(second, Context.CANCELED);
        awaitDone(third, Context.CANCELED);
        second.close();
        third.close();
        assertThat(host.len()).isZero();
        Signal.raise(USR1);
        assertThat(host.receive()).isEqualTo(USR1);
    }

    @Test
    void unknownSignalIsRefusedAndNoSignalIsTaken() {
        assertThatIllegalArgumentException().isThrownBy(() -> {
            var unused = ROOT.withSignals("USR1", "NONSENSE");
        });
        assertThatIllegalArgumentException().isThrownBy(() -> {
            var unused = ROOT.withSignals("USR1", "KILL");
        });
        Signal.raise(USR1);
        assertThat(host.receive()).isEqualTo(USR1);
    }
}

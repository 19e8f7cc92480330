package dev.jopher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.jopher.runtime.Outsiders;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Go's {@code signal.NotifyContext}. */
final class Signals {
    private Signals() {}

    static CancelContext notifyContext(Context parent, String... names) {
        List<Signal> signals = new ArrayList<>();
        for (String name : names) {
            signals.add(new Signal(name)); // all are checked before any is taken
        }
        CancelContext ctx = CancelContext.of(parent);
        List<Runnable> giveBack = new ArrayList<>();
        for (Signal signal : signals) {
            SignalHandler previous = Signal.handle(signal, s -> ctx.cancel(received(s)));
            giveBack.add(() -> Signal.handle(signal, previous));
        }
        Outsiders.signalHandlers(1);
        AtomicBoolean given = new AtomicBoolean();
        ctx.atEnd(() -> {
            if (given.compareAndSet(false, true)) {
                giveBack.forEach(Runnable::run);
                Outsiders.signalHandlers(-1);
            }
        });
        return ctx;
    }

    private static Exception received(Signal s) {
        String name = switch (s.getName()) {
            case "INT" -> "interrupt";
            case "TERM" -> "terminated";
            case "HUP" -> "hangup";
            default -> "SIG" + s.getName().toUpperCase(Locale.ROOT);
        };
        return new Exception(name + " signal received");
    }
}

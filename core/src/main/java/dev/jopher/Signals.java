package dev.jopher;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import sun.misc.Signal;

/**
 * Which signals end a context: Go's {@code signal.NotifyContext}. As in Go, they are diverted until the
 * context is cancelled by hand, also when a signal or the parent has ended it: a second Ctrl-C does not kill
 * a program that is still tidying up.
 */
final class Signals {
    private final List<SignalRelay> relays = new ArrayList<>();

    private Signals() {}

    static CancelContext notifyContext(Context parent, String... names) {
        List<Signal> all = Arrays.stream(names).map(Signal::new).distinct().toList();
        Signals signals = new Signals();
        CancelContext ctx = CancelContext.withSignals(parent, signals);
        try {
            for (Signal s : all) {
                signals.relays.add(SignalRelay.add(s, ctx));
            }
        } catch (Throwable e) {
            ctx.close();
            throw e;
        }
        return ctx;
    }

    /** Diverts them to {@code ctx} no longer; may be called again. */
    void giveBack(CancelContext ctx) {
        relays.forEach(r -> r.remove(ctx));
    }

    /** As Go prints them: {@code [interrupt terminated]}. */
    @Override
    public String toString() {
        return relays.stream().map(SignalRelay::toString)
                .collect(Collectors.joining(" ", "[", "]"));
    }
}

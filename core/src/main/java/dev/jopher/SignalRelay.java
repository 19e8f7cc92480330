package dev.jopher;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.outside.ExternalThreads;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Passes one signal on to all contexts and channels that wait for it. It replaces the signal's
 * handler when the first of them is added, and restores it when the last is removed.
 */
final class SignalRelay implements SignalHandler {
    private static final Map<Signal, SignalRelay> RELAYS = new HashMap<>();

    /** Go's names of the signals. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("ABRT", "aborted"),
            Map.entry("ALRM", "alarm clock"),
            Map.entry("CHLD", "child exited"),
            Map.entry("CONT", "continued"),
            Map.entry("HUP", "hangup"),
            Map.entry("INT", "interrupt"),
            Map.entry("PIPE", "broken pipe"),
            Map.entry("QUIT", "quit"),
            Map.entry("TERM", "terminated"),
            Map.entry("TRAP", "trace/breakpoint trap"),
            Map.entry("TSTP", "stopped"),
            Map.entry("TTIN", "stopped (tty input)"),
            Map.entry("TTOU", "stopped (tty output)"),
            Map.entry("USR1", "user defined signal 1"),
            Map.entry("USR2", "user defined signal 2"),
            Map.entry("WINCH", "window changed"));

    private final Signal signal;
    private final List<SignalTarget> targets = new ArrayList<>();
    private SignalHandler previous = SignalHandler.SIG_DFL;

    private SignalRelay(Signal signal) {
        this.signal = signal;
    }

    /** Passes {@code signal} on to {@code target} from now on. */
    static SignalRelay add(Signal signal, SignalTarget target) {
        synchronized (RELAYS) {
            SignalRelay relay = RELAYS.get(signal);
            if (relay == null) {
                relay = new SignalRelay(signal);
                relay.previous = Signal.handle(signal, relay);
                RELAYS.put(signal, relay);
                ExternalThreads.signalHandlers(1);
            }
            relay.targets.add(target);
            if (RaceEvents.ON) {
                RaceEvents.releaseMerge(relay);
            }
            return relay;
        }
    }

    /** Ends what {@link #add} has begun. */
    void remove(SignalTarget target) {
        synchronized (RELAYS) {
            if (targets.remove(target) && targets.isEmpty()) {
                Signal.handle(signal, previous);
                RELAYS.remove(signal);
                ExternalThreads.signalHandlers(-1);
            }
        }
    }

    @Override
    public void handle(Signal received) {
        List<SignalTarget> all;
        synchronized (RELAYS) {
            all = List.copyOf(targets);
            if (RaceEvents.ON) {
                RaceEvents.acquire(this);
            }
        }
        all.forEach(t -> t.arrived(this));
    }

    String name() {
        return signal.getName();
    }

    /** Returns Go's name of the signal: {@code interrupt}. */
    @Override
    public String toString() {
        String name = name();
        return TEXTS.getOrDefault(name, "signal " + name.toLowerCase(Locale.ROOT));
    }
}

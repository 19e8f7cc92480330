package dev.jopher.explore.classics;

import java.util.List;

import dev.jopher.explore.classics.LaterChannels.CancelAndClose;
import dev.jopher.explore.classics.LaterChannels.CloseTwice;
import dev.jopher.explore.classics.LaterChannels.GroupWaits;
import dev.jopher.explore.classics.LaterChannels.LateAdd;
import dev.jopher.explore.classics.LaterChannels.LateAnswer;
import dev.jopher.explore.classics.LaterChannels.StateInChannel;
import dev.jopher.explore.classics.LaterChannels.Unsubscribe;
import dev.jopher.explore.classics.LaterLocks.CountedReaders;
import dev.jopher.explore.classics.LaterLocks.MissedSignal;
import dev.jopher.explore.classics.LaterLocks.PermitLost;
import dev.jopher.explore.classics.LaterLocks.ThreeLocks;
import dev.jopher.explore.classics.LaterLocks.Upgrade;
import dev.jopher.explore.classics.LaterLocks.WrongOneWoken;
import dev.jopher.explore.classics.LaterState.Aba;
import dev.jopher.explore.classics.LaterState.Begun;
import dev.jopher.explore.classics.LaterState.CheckThenAct;
import dev.jopher.explore.classics.LaterState.DoubleChecked;
import dev.jopher.explore.classics.LaterState.Peterson;
import dev.jopher.explore.classics.LaterState.Resurrected;
import dev.jopher.explore.classics.LaterState.TwoCounters;

/**
 * Programs that were written after the strategies: no strategy was made or changed with them in
 * mind. Typical bugs of programs in Go and in Java, each with a twin without the bug.
 */
final class Later {
    static final List<Program> ALL = List.of(new CloseTwice(), new GroupWaits(),
            new CancelAndClose(), new StateInChannel(), new LateAnswer(), new Unsubscribe(),
            new LateAdd(), new MissedSignal(), new ThreeLocks(), new PermitLost(), new Upgrade(),
            new WrongOneWoken(), new CountedReaders(), new CheckThenAct(), new DoubleChecked(),
            new Aba(), new Begun(), new TwoCounters(), new Peterson(), new Resurrected());

    private Later() {}

    static List<Program> all() {
        return ALL;
    }
}

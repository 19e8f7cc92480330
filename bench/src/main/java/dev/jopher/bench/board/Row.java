package dev.jopher.bench.board;

import java.util.EnumMap;
import java.util.Map;

/**
 * A line of the board.
 *
 * @param name as Go's benchmark is called, where there is one
 * @param group under which heading it stands
 * @param what what one operation is
 * @param absent who has no such thing, and why
 * @param patience after how many seconds without an answer a round has failed
 * @param once whether it is measured only with the flags of jopher run and the most processors,
 * because it takes long
 */
record Row(String name, String group, String what, Map<Contestant, String> absent, int patience,
        boolean once) {
    Row(String name, String group, String what) {
        this(name, group, what, Map.of(), 60, false);
    }

    /** Returns the same row, which those runtimes cannot do. */
    Row without(String reason, Contestant... those) {
        var all = new EnumMap<Contestant, String>(Contestant.class);
        all.putAll(absent);
        for (Contestant c : those) {
            all.put(c, reason);
        }
        return new Row(name, group, what, all, patience, once);
    }

    /** Returns the same row; a contestant that does not answer so soon never will. */
    Row within(int seconds) {
        return new Row(name, group, what, absent, seconds, once);
    }

    /** Returns the same row, which takes long. */
    Row onlyOnce() {
        return new Row(name, group, what, absent, patience, true);
    }

    /** Returns whether it is measured there. */
    boolean isFor(Options options, int procs, Table table) {
        return options.wants(name) && (!once
                || table == options.tables().getFirst() && procs == options.procs().getFirst());
    }
}

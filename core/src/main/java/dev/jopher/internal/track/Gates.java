package dev.jopher.internal.track;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The locks that a goroutine held besides, when it locked one. Goroutines that all hold the same lock, at least one of them
 * not only for reading, are never there at the same time.
 *
 * @param exclusive by lock, whether it was held for more than reading
 */
record Gates(Map<LockNode, Boolean> exclusive) {
    /** Those of {@code held}, without the lock that is about to be taken, and without {@code from}. */
    static Gates of(List<LockOrderChecker.HeldLock> held, LockNode wanted, LockNode from) {
        Map<LockNode, Boolean> gates = new HashMap<>();
        held.stream().filter(h -> h.node() != wanted && h.node() != from)
                .forEach(h -> gates.merge(h.node(), !h.read(), Boolean::logicalOr));
        return new Gates(gates);
    }

    /** Those that are here and there. */
    Gates and(Gates other) {
        Map<LockNode, Boolean> both = new HashMap<>();
        exclusive.forEach((lock, mine) -> {
            Boolean theirs = other.exclusive.get(lock);
            if (theirs != null) {
                both.put(lock, mine || theirs);
            }
        });
        return new Gates(both);
    }

    /** Returns whether goroutines that have these in common can be there at the same time. */
    boolean areOpen() {
        return !exclusive.containsValue(true);
    }

    /** Returns whether these keep out at least as many as {@code other} do. */
    boolean include(Gates other) {
        return other.exclusive.entrySet().stream().allMatch(e -> {
            Boolean mine = exclusive.get(e.getKey());
            return mine != null && (mine || !e.getValue());
        });
    }
}

package dev.jopher.internal.track;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The other locks that a goroutine held when it took one. Two goroutines that hold the same lock,
 * at least one of them not only for reading, cannot be at that point at the same time.
 *
 * @param exclusive by lock, whether it was held for more than reading
 */
record Gates(Map<LockNode, Boolean> exclusive) {
    /** Returns the gates among {@code held}, without the wanted lock and without {@code from}. */
    static Gates of(List<LockOrderChecker.HeldLock> held, LockNode wanted, LockNode from) {
        Map<LockNode, Boolean> gates = new HashMap<>();
        held.stream().filter(h -> h.node() != wanted && h.node() != from)
                .forEach(h -> gates.merge(h.node(), !h.read(), Boolean::logicalOr));
        return new Gates(gates);
    }

    /** Returns the gates that both have. */
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

    /**
     * Returns whether goroutines that have these gates in common can be there at the same time.
     */
    boolean areOpen() {
        return !exclusive.containsValue(true);
    }

    /** Returns whether these gates keep out every goroutine that {@code other} keeps out. */
    boolean include(Gates other) {
        return other.exclusive.entrySet().stream().allMatch(e -> {
            Boolean mine = exclusive.get(e.getKey());
            return mine != null && (mine || !e.getValue());
        });
    }
}

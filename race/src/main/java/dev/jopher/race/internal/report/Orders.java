package dev.jopher.race.internal.report;

import java.util.Optional;

import dev.jopher.race.Race.Operation;
import dev.jopher.race.Race.Order;
import dev.jopher.race.internal.clock.Epoch;
import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.Trail;
import org.jspecify.annotations.Nullable;

/** Finds out why two accesses have no order: what their threads did, and the locks they held. */
final class Orders {
    private Orders() {}

    /** Returns that of the second access, which the current thread is about to do. */
    static Order ofSecond(ShadowThread t, @Nullable HeldLocks held, @Nullable HeldLocks other) {
        int place = t.trail.acquired();
        return order(place < 0 ? Optional.empty() : operation(place), held, other);
    }

    /** Returns that of the first access, which {@code word} records. */
    static Order ofFirst(long word, @Nullable HeldLocks held, @Nullable HeldLocks other) {
        return order(released(word), held, other);
    }

    private static @Nullable Optional<Operation> released(long word) {
        Trail trail = Identity.trail(word);
        if (trail == null) {
            return null;
        }
        long epoch = Epoch.epochOf(word);
        boolean none = trail.isWithin(epoch); // asked first: the thread may be about to release
        int place = trail.releasedAfter(epoch);
        if (place >= 0) {
            return operation(place);
        }
        return none ? Optional.empty() : null;
    }

    private static Optional<Operation> operation(int place) {
        Sites.Site s = Sites.get(place);
        return Optional.of(place == Sites.UNKNOWN
                ? new Operation("", null)
                : new Operation(s.variable(), s.place()));
    }

    private static Order order(@Nullable Optional<Operation> operation, @Nullable HeldLocks held,
            @Nullable HeldLocks other) {
        return new Order(operation, held == null ? null : held.forReport(other));
    }
}

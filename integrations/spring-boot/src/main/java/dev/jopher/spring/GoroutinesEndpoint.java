package dev.jopher.spring;

import java.util.List;
import java.util.Objects;

import dev.jopher.DumpOption;
import dev.jopher.Go;
import dev.jopher.GoroutineGroup;
import dev.jopher.Leaks;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The actuator's endpoint {@code goroutines}: a GET returns where all goroutines are, equal ones as
 * one group, as JSON or as text; a POST searches for leaks.
 */
@Endpoint(id = "goroutines")
public final class GoroutinesEndpoint {
    /** Creates the endpoint. */
    public GoroutinesEndpoint() {}

    /** Returns {@link Go#dump} as JSON. */
    @ReadOperation
    public String dumpJson() {
        return Go.dump(DumpOption.JSON);
    }

    /** Returns {@link Go#dump} as text, with the deadlocks among the goroutines. */
    @ReadOperation(produces = "text/plain;charset=UTF-8")
    public String dump() {
        return Go.dump();
    }

    /**
     * Returns what {@link Leaks#find} finds. Each leak is returned once, because it is freed then.
     * So this is no read: it needs a POST, and {@code management.endpoint.goroutines.access} can
     * forbid it. Costs one full collection of the heap, or two.
     */
    @WriteOperation
    public LeakReport findLeaks() {
        try {
            return new LeakReport(Leaks.find().stream().map(Group::of).toList(), null);
        } catch (IllegalStateException e) {
            return new LeakReport(List.of(), e.getMessage());
        }
    }

    /**
     * The answer of a search.
     *
     * @param leaks the largest group first
     * @param unavailable why this JVM cannot search; null if it has searched
     */
    public record LeakReport(List<Group> leaks, @Nullable String unavailable) {
        /** Copies the list. */
        public LeakReport {
            leaks = List.copyOf(leaks);
        }
    }

    /**
     * A {@link GoroutineGroup} as text.
     *
     * @param count how many
     * @param reason why they waited: {@code chan send}
     * @param stack the user's frames, innermost first
     * @param createdAt the line of their {@code go} statement, empty if it is not known
     * @param waitedOn what the first of them waited on
     * @param labels the labels of the first of them
     */
    public record Group(int count, String reason, List<String> stack, String createdAt,
            String waitedOn, String labels) {
        /** Copies the list. */
        public Group {
            stack = List.copyOf(stack);
        }

        private static Group of(GoroutineGroup g) {
            return new Group(g.count(), g.reason(),
                    g.stack().stream().map(StackTraceElement::toString).toList(),
                    Objects.toString(g.createdAt(), ""), g.waitedOn(), g.labels());
        }
    }
}

package dev.jopher.explore.internal.linear;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Searches an order of operations in which a model gives the results that were seen. An operation
 * that returned before another one was called comes before it. (Wing, Gong: Testing and Verifying
 * Concurrent Objects, 1993; Lowe: Testing for linearizability, 2017, for the memory of states that
 * were tried.) Operations that have not returned may have taken place or not; but one that the
 * model could do at the end should not wait.
 */
public final class LinearCheck {
    /** A model's operation cannot take place now. */
    public static final Object WAITS = new Object() {
        @Override
        public String toString() {
            return "waits";
        }
    };

    /** A set of operations and the model after them. */
    private record State(BitSet done, Object model) {}

    private final List<Call> calls;
    private final Supplier<?> model;
    private final Set<State> tried = new HashSet<>();
    private final int[] order;

    private LinearCheck(List<Call> calls, Supplier<?> model) {
        this.calls = calls.stream().filter(c -> c.called != Call.PENDING).toList();
        this.model = model;
        this.order = new int[this.calls.size()];
    }

    /** Returns whether there is such an order. */
    static boolean fits(List<Call> calls, Supplier<?> model) {
        return new LinearCheck(calls, model).search(new BitSet(), 0);
    }

    private boolean search(BitSet done, int n) {
        if (n == calls.size()) {
            return true;
        }
        if (hasEquals(model.get()) && !tried.add(new State((BitSet) done.clone(), after(n)))) {
            return false;
        }
        boolean mayEnd = true;
        for (int i = 0; i < calls.size(); i++) {
            Call c = calls.get(i);
            if (done.get(i)) {
                continue;
            }
            mayEnd &= c.isPending();
            if (!isMinimal(c, done)) {
                continue;
            }
            Object result = Operation.call(c.operation.sequential(), after(n));
            mayEnd &= result == WAITS;
            if (result != WAITS && (c.isPending() || Objects.equals(result, c.result))) {
                order[n] = i;
                done.set(i);
                if (search(done, n + 1)) {
                    return true;
                }
                done.clear(i);
            }
        }
        return mayEnd;
    }

    /** Returns whether no operation that is left returned before this one was called. */
    private boolean isMinimal(Call c, BitSet done) {
        for (int i = 0; i < calls.size(); i++) {
            if (!done.get(i) && calls.get(i).returned < c.called) {
                return false;
            }
        }
        return true;
    }

    /** Returns a new model after the first operations of the order. Models cannot be copied. */
    private Object after(int n) {
        Object m = Objects.requireNonNull(model.get());
        for (int i = 0; i < n; i++) {
            @Nullable Object unused =
                    Operation.call(calls.get(order[i]).operation.sequential(), m);
        }
        return m;
    }

    private static boolean hasEquals(@Nullable Object m) {
        try {
            return m != null && m.getClass().getMethod("equals", Object.class)
                    .getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}

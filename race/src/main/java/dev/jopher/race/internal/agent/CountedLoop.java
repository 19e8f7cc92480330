package dev.jopher.race.internal.agent;

import java.lang.classfile.TypeKind;
import java.util.List;
import java.util.Map;

import dev.jopher.race.internal.agent.StackSources.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * A loop whose accesses to arrays are checked when it ends, see {@link CountedLoops}.
 *
 * @param header index of the label where an iteration begins
 * @param end index of the jump back to it
 * @param counters by local variable: what advances it, once in each iteration
 * @param exits indexes of the jumps and returns that leave the loop
 */
record CountedLoop(int header, int end, Map<Integer, Counter> counters, List<Access> accesses,
        List<Integer> exits) {

    /**
     * The instruction with this index adds {@code step}.
     *
     * @param isLast whether nothing that may throw comes after it in an iteration
     */
    record Counter(int index, int step, boolean isLast) {}

    /**
     * An access in each iteration, to the element {@code counter + offset}.
     *
     * @param index of the instruction
     * @param array the local variable with the array; not used if there is a field
     * @param field the final field of {@code this} with the array, or null
     */
    record Access(int index, boolean writes, TypeKind kind, int array, @Nullable FieldValue field,
            int counter, int offset) {
        boolean isSameElement(Access a) {
            return a.counter == counter && a.offset == offset
                    && (field == null ? a.field == null && a.array == array
                            : field.equals(a.field));
        }
    }

    int step(Access a) {
        return counter(a).step;
    }

    /** Returns what is added to the counter at the loop's begin to get the first element. */
    int first(Access a) {
        return a.offset + (a.index > counter(a).index ? step(a) : 0);
    }

    /** Returns what is added to the counter at an exit to get the one after the last element. */
    int last(Access a, int exit) {
        int complete = exit > counter(a).index ? -step(a) : 0;
        return first(a) + complete + (a.index < exit ? step(a) : 0);
    }

    /**
     * Returns the same after an exception, which may have come before the counter was advanced or
     * after it. In doubt the last iteration does not count.
     */
    int lastAfterException(Access a) {
        return first(a) - (counter(a).isLast ? 0 : step(a));
    }

    private Counter counter(Access a) {
        Counter c = counters.get(a.counter);
        if (c == null) {
            throw new IllegalStateException();
        }
        return c;
    }
}

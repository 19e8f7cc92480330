package dev.jopher.trace.file;

import java.util.HashMap;
import java.util.Map;

/** The stacks of waits. The recorder takes a stack only now and then. */
final class WaitStacks {
    private final Map<Wait, Integer> stacks = new HashMap<>();

    private record Wait(int goroutine, int reason, int object) {}

    /**
     * Returns the stack of a wait. Where the recorder took none, it is that of the same goroutine's
     * waits for the same reason and object, if it has waited for them at one place only.
     */
    int stack(Life g, int reason, int object, int taken) {
        if (reason == g.lastReason && object == g.lastObject && g.lastStack != Life.NONE
                && (taken == Life.NONE || taken == g.lastStack)) {
            return g.lastStack;
        }
        int stack = lookUp(g, reason, object, taken);
        g.lastReason = reason;
        g.lastObject = object;
        g.lastStack = stacks.getOrDefault(new Wait(g.index, reason, object), Life.NONE);
        return stack;
    }

    private int lookUp(Life g, int reason, int object, int taken) {
        Wait key = new Wait(g.index, reason, object);
        Integer known = stacks.get(key);
        if (taken == Life.NONE) {
            return known == null ? Life.NONE : known;
        }
        if (known == null) {
            stacks.put(key, taken);
        } else if (known != taken) {
            stacks.put(key, Life.NONE); // it waits at several places
        }
        return taken;
    }
}

package dev.jopher.sync;

import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.track.Trace;
import org.jspecify.annotations.Nullable;

/** The lock of a group. Records which goroutines added to it and took from it. */
final class GroupTrace extends Trace {
    private final WaitGroup group;

    GroupTrace(WaitGroup group) {
        this.group = group;
    }

    @Override
    public String describe() {
        return group.toString();
    }

    @Override
    public Object identity() {
        return group;
    }

    @Override
    public String history(WaitReason why) {
        return inParentheses(made(), last("add", last(Act.ADD)), last("done", last(Act.DONE)));
    }

    private static String last(String what, @Nullable Use use) {
        return use == null ? "no " + what + " so far" : "last " + what + use.text();
    }
}

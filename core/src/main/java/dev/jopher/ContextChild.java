package dev.jopher;

import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/** Somebody who is told at once, by who ends it, when a context is done: a derived context, an afterFunc. */
abstract class ContextChild {
    /** Links in the parent's list, guarded by its lock until it is done, and then unchanged. */
    @Nullable ContextChild next;

    @Nullable ContextChild previous;

    private volatile @Nullable CancelContext parent;
    private volatile @Nullable BooleanSupplier stop;

    /** The parent is done. Called at most once for each attach. */
    abstract void parentDone(ContextException err, @Nullable Throwable cause);

    /** Will be told when {@code ctx} is done, now if it is already. */
    final void attachTo(Context ctx) {
        if (ctx.done() != Channel.<Unit>never() && !attachToTree(ctx)) {
            stop = ctx.afterFunc(() -> tell(ctx));
        }
    }

    /** False if {@code ctx} is of a kind that we do not know, whose end is not that of a CancelContext. */
    final boolean attachToTree(Context ctx) {
        if (ctx.err() != null) {
            tell(ctx);
            return true;
        }
        if (!(ctx.value(CancelContext.KEY) instanceof CancelContext c) || c.done() != ctx.done()) {
            return false;
        }
        parent = c;
        if (!c.add(this)) {
            tell(c);
        }
        return true;
    }

    private void tell(Context ctx) {
        ContextException err = ctx.err();
        parentDone(err == null ? Context.CANCELED : err, ctx.cause());
    }

    /** The parent need not tell any more. */
    final void detach() {
        CancelContext c = parent;
        if (c != null) {
            c.remove(this);
        }
        BooleanSupplier s = stop;
        if (s != null) {
            boolean unused = s.getAsBoolean();
        }
    }
}

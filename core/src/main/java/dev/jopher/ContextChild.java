package dev.jopher;

import org.jspecify.annotations.Nullable;

/**
 * A child that is ended together with its context, by the same thread: a derived context, an
 * afterFunc.
 */
abstract class ContextChild {
    /**
     * Links in the parent's list, guarded by its lock. Once the parent is done, they belong to its
     * {@link Cancellation}.
     */
    @Nullable ContextChild next;

    @Nullable ContextChild previous;

    private volatile @Nullable CancelContext parent;
    private volatile Context.@Nullable Registration stop;

    /**
     * Handles the end of the parent. Called at most once. Runs no code of the user's, because
     * others wait for the end.
     */
    abstract void parentDone(Cancellation by);

    /** Ends this child when {@code ctx} is done; now if it is already. */
    final void attachTo(Context ctx) {
        ReceiveChannel<Unit> done = ctx.done();
        if (done != Channel.<Unit>never() && !attachToTree(ctx, done)) {
            stop = ctx.afterFunc(() -> endWith(ctx));
        }
    }

    /**
     * Attaches to the nearest CancelContext. Returns false if {@code ctx} is of a foreign class
     * that does not end with a CancelContext.
     */
    final boolean attachToTree(Context ctx, ReceiveChannel<Unit> done) {
        if (ctx.value(CancelContext.KEY) instanceof CancelContext c && c.done() == done) {
            parent = c;
            if (!c.add(this)) {
                endWith(ctx);
            }
            return true;
        }
        if (done.tryReceiveOk() == null) {
            return false;
        }
        endWith(ctx);
        return true;
    }

    private void endWith(Context ctx) {
        ContextException err = ctx.err();
        Cancellation c = new Cancellation(err == null ? Context.CANCELED : err, ctx.cause());
        parentDone(c);
        c.run();
    }

    /** Detaches from the parent, whose end then has no effect here. */
    final void detach() {
        CancelContext c = parent;
        if (c != null) {
            c.remove(this);
        }
        Context.Registration s = stop;
        if (s != null) {
            boolean unused = s.stop();
        }
    }
}

package dev.jopher;

import org.jspecify.annotations.Nullable;

/** Somebody who is told at once, by who ends it, when a context is done: a derived context, an afterFunc. */
abstract class ContextChild {
    /** Links in the parent's list, guarded by its lock; once the parent is done, its {@link Cancellation}'s. */
    @Nullable ContextChild next;

    @Nullable ContextChild previous;

    private volatile @Nullable CancelContext parent;
    private volatile Context.@Nullable Registration stop;

    /** The parent is done. Called at most once. Runs no code of the user's, for others wait for the end. */
    abstract void parentDone(Cancellation by);

    /** Will be told when {@code ctx} is done, now if it is already. */
    final void attachTo(Context ctx) {
        ReceiveChannel<Unit> done = ctx.done();
        if (done != Channel.<Unit>never() && !attachToTree(ctx, done)) {
            stop = ctx.afterFunc(() -> endWith(ctx));
        }
    }

    /** False if {@code ctx} is of a kind that we do not know, whose end is not that of a CancelContext. */
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

    /** The parent need not tell any more. */
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

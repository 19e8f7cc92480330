package dev.jopher;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import dev.jopher.runtime.G;
import dev.jopher.runtime.Origin;

/** A function to be started once, when a context is done, unless it is stopped before. */
final class AfterFunc extends ContextChild implements BooleanSupplier {
    private final Func f;
    private final Origin origin;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final Channel<Unit> stopped = new Channel<>();

    private AfterFunc(Func f) {
        this.f = f;
        this.origin = Origin.here(f);
    }

    static BooleanSupplier of(Context ctx, Func f) {
        AfterFunc a = new AfterFunc(Objects.requireNonNull(f));
        ReceiveChannel<Unit> done = ctx.done();
        if (done != Channel.<Unit>never() && !a.attachToTree(ctx, done)) {
            G.start(a.origin, () -> a.watch(done));
        }
        return a;
    }

    /** For a context of an unknown kind: a goroutine waits for its end, or for that of the interest in it. */
    private void watch(ReceiveChannel<Unit> done) throws Exception {
        if (Select.of(new ReceiveCase<>(done, null), stopped) == 0
                && decided.compareAndSet(false, true)) {
            f.call();
        }
    }

    @Override
    void parentDone(Cancellation by) {
        if (decided.compareAndSet(false, true)) {
            G.start(origin, f::call);
        }
    }

    /** Stops it. */
    @Override
    public boolean getAsBoolean() {
        boolean prevented = decided.compareAndSet(false, true);
        if (prevented) {
            stopped.close();
            detach();
        }
        return prevented;
    }
}

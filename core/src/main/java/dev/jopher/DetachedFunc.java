package dev.jopher;

import dev.jopher.internal.goroutine.Detached;

/** A {@link Func} that {@link Go#detached} has marked. */
record DetachedFunc(Func f) implements Func, Detached {
    @Override
    public void call() throws Exception {
        f.call();
    }
}

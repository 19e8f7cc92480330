package dev.jopher;

import dev.jopher.internal.base.Task;

/**
 * A {@link Func} as a goroutine's body. A class and not a lambda: if the stack overflows while the
 * JVM links a lambda, it may keep that failure forever.
 */
record FuncTask(Func f) implements Task {
    @Override
    public void run() throws Exception {
        f.call();
    }
}

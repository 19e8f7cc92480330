package dev.jopher.internal.support;

import java.util.concurrent.FutureTask;

/** Runs something on a platform thread. */
public final class OnPlatformThread {
    private OnPlatformThread() {}

    /** Waits for the end of {@code body}, and fails as it did. */
    public static void call(Runnable body) throws Exception {
        var task = new FutureTask<>(body, null);
        Thread.ofPlatform().start(task);
        task.get();
    }
}

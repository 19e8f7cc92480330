package dev.jopher.sync;

import java.util.concurrent.FutureTask;

/** Runs something on a platform thread. */
final class OnPlatformThread {
    private OnPlatformThread() {}

    /** Waits for the end of {@code body}, and fails as it did. */
    static void call(Runnable body) throws Exception {
        var task = new FutureTask<>(body, null);
        Thread.ofPlatform().start(task);
        task.get();
    }
}

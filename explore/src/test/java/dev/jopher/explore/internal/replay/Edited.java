package dev.jopher.explore.internal.replay;

import static dev.jopher.Go.go;

import dev.jopher.Channel;
import dev.jopher.sync.Mutex;
import dev.jopher.sync.WaitGroup;

/** Programs with a bug that {@link EditsIT} edits: what an edit adds does not touch the bug. */
final class Edited {
    /** What was edited since the schedule was recorded. */
    enum Edit {
        NONE, PRINT, CHANNEL_IN_MAIN, MUTEX_IN_GOROUTINE, GOROUTINE_FIRST, CHANNEL_IN_WINDOW
    }

    private final Edit edit;

    Edited(Edit edit) {
        this.edit = edit;
    }

    private void before() {
        switch (edit) {
            case PRINT -> String.valueOf(edit);
            case CHANNEL_IN_MAIN -> channel();
            case GOROUTINE_FIRST -> go(() -> {
                var mu = new Mutex();
                mu.lock();
                mu.unlock();
            });
            default -> {}
        }
    }

    private static void channel() {
        var c = new Channel<Integer>(1);
        c.send(1);
        c.receive();
    }

    private void inGoroutine() {
        if (edit == Edit.MUTEX_IN_GOROUTINE) {
            var mu = new Mutex();
            mu.lock();
            mu.unlock();
        }
    }

    private void inWindow() {
        if (edit == Edit.CHANNEL_IN_WINDOW) {
            channel();
        }
    }

    void twostage() {
        var a = new Mutex();
        var b = new Mutex();
        int[] data = {0, 0};
        before();
        var wg = new WaitGroup();
        wg.go(() -> {
            inGoroutine();
            a.lock();
            data[0] = 1;
            a.unlock();
            inWindow();
            b.lock();
            data[1] = data[0] + 1;
            b.unlock();
        });
        int[] read = {0, 1};
        wg.go(() -> {
            a.lock();
            read[0] = data[0];
            a.unlock();
            if (read[0] != 0) {
                b.lock();
                read[1] = data[1];
                b.unlock();
            }
        });
        wg.await();
        if (read[1] != read[0] + 1) {
            throw new AssertionError("twostage");
        }
    }

    void lockOrder() {
        var a = new Mutex();
        var b = new Mutex();
        before();
        var wg = new WaitGroup();
        wg.go(() -> {
            inGoroutine();
            a.lock();
            inWindow();
            b.lock();
            b.unlock();
            a.unlock();
        });
        wg.go(() -> {
            b.lock();
            a.lock();
            a.unlock();
            b.unlock();
        });
        wg.await();
    }

    void reorder() {
        var mu = new Mutex();
        int[] v = {0, 0};
        before();
        var wg = new WaitGroup();
        for (int i = 0; i < 3; i++) {
            wg.go(() -> {
                inGoroutine();
                mu.lock();
                v[0] = 1;
                mu.unlock();
                inWindow();
                mu.lock();
                v[1] = -1;
                mu.unlock();
            });
        }
        int[] read = {0, 0};
        wg.go(() -> {
            mu.lock();
            read[0] = v[0];
            read[1] = v[1];
            mu.unlock();
        });
        wg.await();
        if (read[0] + read[1] != 0) {
            throw new AssertionError("reorder");
        }
    }

    void pipe() {
        var jobs = new Channel<Integer>(1);
        var results = new Channel<Integer>(4);
        before();
        var wg = new WaitGroup();
        for (int w = 0; w < 2; w++) {
            wg.go(() -> {
                inGoroutine();
                Integer job = jobs.receive();
                while (job != null) {
                    inWindow();
                    results.send(job);
                    job = jobs.receive();
                }
            });
        }
        for (int i = 1; i <= 3; i++) {
            jobs.send(i);
        }
        jobs.close();
        wg.await();
        int first = results.receive();
        if (first != 1) {
            throw new AssertionError("first is " + first);
        }
    }
}

package dev.jopher.internal.sched;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A task that is identified by its number. */
record NumberedTask(int n) implements Runnable {
    @Override
    public void run() {}

    static int numberOf(Runnable r) {
        return ((NumberedTask) r).n;
    }

    /** Returns those numbered {@code from}, {@code from + 1} and so on, up to before {@code to}. */
    static List<Runnable> some(int from, int to) {
        return new ArrayList<>(
                IntStream.range(from, to).<Runnable>mapToObj(NumberedTask::new).toList());
    }

    static List<WeakReference<Runnable>> weak(List<Runnable> items) {
        return items.stream().map(WeakReference::new).toList();
    }

    /** Returns how many are left after a collection. */
    static long alive(List<WeakReference<Runnable>> items) {
        System.gc();
        return items.stream().filter(r -> r.get() != null).count();
    }
}

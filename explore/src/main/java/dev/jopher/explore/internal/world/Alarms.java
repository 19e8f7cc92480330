package dev.jopher.explore.internal.world;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The timers of Java's timed waits and sleeps. Which of several due at one moment fires is open.
 */
public final class Alarms {
    private final World world;
    private final PriorityQueue<Alarm> all = new PriorityQueue<>();
    private long count;

    /** One timer. */
    public static final class Alarm implements Comparable<Alarm> {
        final long when;
        final long number;
        final Runnable action;
        boolean cancelled;

        Alarm(long when, long number, Runnable action) {
            this.when = when;
            this.number = number;
            this.action = action;
        }

        public void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Alarm other) {
            int byTime = Long.compare(when, other.when);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }

        @Override
        public boolean equals(Object o) {
            return this == o;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }

    Alarms(World world) {
        this.world = world;
    }

    /** Calls {@code action} on the controller when {@code nanos} have passed. */
    public Alarm after(long nanos, Runnable action) {
        long when = world.nanoTime() + nanos;
        if (when < 0) {
            when = Long.MAX_VALUE - 1;
        }
        Alarm a = new Alarm(when, count++, action);
        all.add(a);
        return a;
    }

    /** Returns when the first one is due; {@link Long#MAX_VALUE} if there is none. */
    long next() {
        for (Alarm a = all.peek(); a != null; a = all.peek()) {
            if (!a.cancelled) {
                return a.when;
            }
            all.poll();
        }
        return Long.MAX_VALUE;
    }

    /** Fires one of those that are due first. */
    void fire() {
        Alarm first = all.poll();
        if (first == null) {
            return;
        }
        Alarm next = all.peek();
        if (next != null && next.when == first.when) {
            first = choose(first);
        }
        first.cancelled = true;
        first.action.run();
    }

    private Alarm choose(Alarm first) {
        List<Alarm> due = new ArrayList<>();
        due.add(first);
        for (Alarm a = all.peek(); a != null && a.when == first.when; a = all.peek()) {
            all.poll();
            if (!a.cancelled) {
                due.add(a);
            }
        }
        Alarm chosen = due.size() == 1 ? first : due.remove(world.random(due.size()));
        due.remove(chosen);
        all.addAll(due);
        return chosen;
    }
}

package dev.jopher.trace.sample;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

import dev.jopher.trace.model.ObjectKind;
import dev.jopher.trace.model.OperationKind;
import dev.jopher.trace.model.Recording;
import dev.jopher.trace.model.RecordingBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler on paper: goroutines that are lists of steps, processors, channels and locks, in
 * virtual time. It makes the same recording each time, of any size.
 */
final class Simulation {
    /** What a step costs, and how long a processor takes to begin a goroutine. */
    private static final long STEP = 100;
    private static final long START = 1_000;

    final RecordingBuilder recording = Recording.builder();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Deque<Task> queue = new ArrayDeque<>();
    private final Deque<Integer> idle = new ArrayDeque<>();
    private final List<Task> tasks = new ArrayList<>();
    private long now;
    private long sequence;

    Simulation(String program, int processors) {
        recording.program(program).processors(processors);
        for (int p = 0; p < processors; p++) {
            idle.add(p);
        }
    }

    /** Returns the next step of a goroutine; null ends it. */
    interface Body {
        @Nullable Step next(Task me);
    }

    /** Does something at the current time. */
    interface Step {
        void run(Task me);
    }

    /** A goroutine. */
    static final class Task {
        final int g;
        final Body body;
        /** For its body: how far it is, and what it received last. */
        int at;
        int value;
        private int processor = -1;
        private long since;

        Task(int g, Body body) {
            this.g = g;
            this.body = body;
        }
    }

    /** A channel. */
    static final class Chan {
        final int object;
        final int capacity;
        final Deque<Integer> buffer = new ArrayDeque<>();
        final Deque<Task> receivers = new ArrayDeque<>();
        final Deque<Task> senders = new ArrayDeque<>();

        Chan(int object, int capacity) {
            this.object = object;
            this.capacity = capacity;
        }
    }

    /** A lock. */
    static final class Mu {
        final int object;
        final Deque<Task> waiters = new ArrayDeque<>();
        boolean held;

        Mu(int object) {
            this.object = object;
        }
    }

    private record Event(long time, long sequence, Task task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return time != other.time ? Long.compare(time, other.time)
                    : Long.compare(sequence, other.sequence);
        }
    }

    Chan chan(String name, int line, int capacity) {
        return new Chan(recording.object(ObjectKind.CHANNEL, recording.string(name), frame(line),
                capacity), capacity);
    }

    Mu mu(String name, int line) {
        return new Mu(recording.object(ObjectKind.MUTEX, recording.string(name), frame(line), 0));
    }

    private int frame(int line) {
        return line <= 0 ? -1 : recording.frame("Sample.main", "Sample.java", line);
    }

    /** Adds a goroutine; line 0 is main. */
    Task go(@Nullable Task creator, String function, int line, Body body) {
        int g = recording.goroutine(tasks.size() + 1, -1, -1, creator == null ? -1 : creator.g,
                frame(line), recording.string(function), now);
        Task task = new Task(g, body);
        task.since = now;
        tasks.add(task);
        ready(task, creator == null ? -1 : creator.g);
        return task;
    }

    /** Runs until nothing can happen, or this time is reached. */
    Recording run(long until) {
        while (!events.isEmpty() && events.peek().time <= until) {
            Event event = events.remove();
            now = event.time;
            Task task = event.task;
            Step step = task.body.next(task);
            if (step == null) {
                recording.ended(task.g, now);
                leave(task);
            } else {
                step.run(task);
            }
        }
        for (Task task : tasks) {
            if (task.processor >= 0 && task.since < now) {
                recording.running(task.g, task.since, now, task.processor);
            }
        }
        return recording.duration(now).build();
    }

    // --- steps

    Step work(long nanos) {
        return me -> again(me, nanos);
    }

    Step sleep(long nanos) {
        return me -> {
            leave(me);
            recording.waiting(me.g, now, now + nanos, recording.reason("sleep"), -1, stack(me));
            long wake = now + nanos;
            events.add(new Event(wake, sequence++, new Task(-1, timer -> {
                me.since = wake;
                ready(me, -1);
                return ignored -> {};
            })));
        };
    }

    Step spawn(String function, int line, Body body) {
        return me -> {
            go(me, function, line, body);
            again(me, STEP);
        };
    }

    Step send(Chan c, int value) {
        return me -> {
            Task receiver = c.receivers.poll();
            if (receiver != null) {
                receiver.value = value;
                operation(me, OperationKind.SEND, c.object, 0);
                operation(receiver, OperationKind.RECEIVE, c.object, 0);
                wake(receiver, me, "chan receive", c.object);
                again(me, STEP);
            } else if (c.buffer.size() < c.capacity) {
                c.buffer.add(value);
                operation(me, OperationKind.SEND, c.object, c.buffer.size());
                again(me, STEP);
            } else {
                me.value = value;
                c.senders.add(me);
                leave(me);
            }
        };
    }

    Step receive(Chan c) {
        return me -> {
            Task sender = c.senders.poll();
            if (sender != null) {
                c.buffer.add(sender.value);
                operation(sender, OperationKind.SEND, c.object, c.capacity);
                wake(sender, me, "chan send", c.object);
            }
            Integer value = c.buffer.poll();
            if (value == null) {
                c.receivers.add(me);
                leave(me);
                return;
            }
            if (sender != null) {
                // The buffer is as full as before.
                operation(me, OperationKind.RECEIVE, c.object, c.capacity);
            } else {
                operation(me, OperationKind.RECEIVE, c.object, c.buffer.size());
            }
            me.value = value;
            again(me, STEP);
        };
    }

    Step lock(Mu mu) {
        return me -> {
            if (mu.held) {
                mu.waiters.add(me);
                leave(me);
            } else {
                mu.held = true;
                operation(me, OperationKind.LOCK, mu.object, -1);
                again(me, STEP);
            }
        };
    }

    Step unlock(Mu mu) {
        return me -> {
            operation(me, OperationKind.UNLOCK, mu.object, -1);
            Task next = mu.waiters.poll();
            mu.held = next != null;
            if (next != null) {
                operation(next, OperationKind.LOCK, mu.object, -1);
                wake(next, me, "sync.Mutex.Lock", mu.object);
            }
            again(me, STEP);
        };
    }

    // --- the scheduler

    private void operation(Task task, OperationKind kind, int object, int value) {
        recording.operation(now, task.g, kind, object, value, -1);
    }

    private void again(Task task, long after) {
        events.add(new Event(now + after, sequence++, task));
    }

    private void wake(Task task, Task waker, String reason, int object) {
        recording.waiting(task.g, task.since, now, recording.reason(reason), object, stack(task));
        task.since = now;
        ready(task, waker.g);
    }

    private int stack(Task task) {
        return recording.stack(recording.frame("Sample.body" + task.at, "Sample.java",
                100 + task.at), recording.frame("Sample.main", "Sample.java", 10));
    }

    private void ready(Task task, int waker) {
        Integer processor = idle.poll();
        if (processor == null) {
            wakers.add(waker);
            queue.add(task);
        } else {
            begin(task, processor, waker, now + START);
        }
    }

    private final Deque<Integer> wakers = new ArrayDeque<>();

    private void begin(Task task, int processor, int waker, long time) {
        recording.runnable(task.g, task.since, time, waker, -1);
        task.processor = processor;
        task.since = time;
        events.add(new Event(time, sequence++, task));
    }

    /** Ends a span in which a goroutine ran, and gives its processor the next one. */
    private void leave(Task task) {
        int processor = task.processor;
        recording.running(task.g, task.since, now, processor);
        task.processor = -1;
        task.since = now;
        Task next = queue.poll();
        if (next == null) {
            idle.add(processor);
        } else {
            begin(next, processor, wakers.remove(), now + START / 4);
        }
    }
}

package dev.jopher.explore;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;

import dev.jopher.Channel;
import dev.jopher.sync.Mutex;
import org.junit.jupiter.api.Test;

class LinearizableIT {
    /** Reads and writes under the lock, but not together. */
    private static final class BrokenCounter {
        private final Mutex mu = new Mutex();
        private int n;

        int increment() {
            mu.lock();
            int v = n;
            mu.unlock();
            mu.lock();
            n = v + 1;
            mu.unlock();
            return v + 1;
        }
    }

    private static final class Counter {
        private final Mutex mu = new Mutex();
        private int n;

        int increment() {
            try (var _ = mu.hold()) {
                return ++n;
            }
        }
    }

    /** Looks whether there is an element, and takes it later. */
    private static final class BrokenQueue {
        private final Mutex mu = new Mutex();
        private final ArrayDeque<Integer> all = new ArrayDeque<>();

        void put(int i) {
            try (var _ = mu.hold()) {
                all.add(i);
            }
        }

        int poll() {
            Integer first;
            try (var _ = mu.hold()) {
                first = all.peek();
            }
            if (first == null) {
                return 0;
            }
            try (var _ = mu.hold()) {
                all.poll();
            }
            return first;
        }
    }

    /** Results are compared by the name of the exception. */
    private static final class ChannelClosedException extends RuntimeException {}

    /** A buffered channel, for one thread. */
    private record Model(int capacity, ArrayDeque<Integer> values, boolean[] closed) {
        static Model of(int capacity) {
            return new Model(capacity, new ArrayDeque<>(), new boolean[1]);
        }

        Object send(int i) {
            if (closed[0]) {
                throw new ChannelClosedException();
            }
            return values.size() == capacity ? Linearizable.WAITS : values.add(i) ? null : null;
        }

        Object receive() {
            return values.isEmpty() ? closed[0] ? "closed" : Linearizable.WAITS : values.poll();
        }

        Object tryReceive() {
            return values.isEmpty() ? "nothing" : values.poll();
        }

        Object close() {
            if (closed[0]) {
                throw new ChannelClosedException();
            }
            closed[0] = true;
            return null;
        }
    }

    private static ExploreOptions small() {
        return ExploreOptions.DEFAULT.schedules(Integer.getInteger("jopher.linear", 4000))
                .time(Duration.ofMinutes(5));
    }

    @Test
    void brokenCounterIsFound() {
        ExplorationFailure f = assertThrows(ExplorationFailure.class,
                () -> Explore.linearizable(BrokenCounter::new, () -> new int[1])
                        .operation("increment", BrokenCounter::increment, m -> ++m[0])
                        .options(small()).check());
        assertTrue(f.getCause().getMessage().contains("increment: 1 || increment: 1"),
                f.getMessage());
    }

    @Test
    void counterPasses() {
        Explore.linearizable(Counter::new, () -> new int[1])
                .operation("increment", Counter::increment, m -> ++m[0])
                .options(small()).check();
    }

    @Test
    void brokenQueueIsFound() {
        ExplorationFailure f = assertThrows(ExplorationFailure.class,
                () -> Explore.linearizable(BrokenQueue::new, ArrayDeque<Integer>::new)
                        .action("put 1", q -> q.put(1), m -> m.add(1) ? null : null)
                        .action("put 2", q -> q.put(2), m -> m.add(2) ? null : null)
                        .operation("poll", BrokenQueue::poll,
                                m -> Objects.requireNonNullElse(m.poll(), 0))
                        .options(small()).check());
        assertTrue(f.getCause().getMessage().contains("poll"), f.getMessage());
        System.out.println(f.getMessage());
    }

    @Test
    void channelPasses() {
        for (int capacity : new int[] {1, 2}) {
            Explore.linearizable(() -> new Channel<Integer>(capacity), () -> Model.of(capacity))
                    .action("send 1", c -> c.send(1), m -> m.send(1))
                    .action("send 2", c -> c.send(2), m -> m.send(2))
                    .operation("receive", c -> Objects.requireNonNullElse(c.receive(), "closed"),
                            Model::receive)
                    .action("close", Channel::close, Model::close)
                    .options(small()).check();
        }
    }

    @Test
    void wrongModelIsFound() {
        assertThrows(ExplorationFailure.class,
                () -> Explore.linearizable(() -> new Channel<Integer>(2), () -> Model.of(1))
                        .action("send 1", c -> c.send(1), m -> m.send(1))
                        .operation("receive",
                                c -> Objects.requireNonNullElse(c.receive(), "closed"),
                                Model::receive)
                        .options(small()).check());
    }
}

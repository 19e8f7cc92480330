import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.jopher.explore.ExplorationFailure;
import dev.jopher.explore.Explore;
import dev.jopher.explore.ExploreOptions;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * Checks the same stacks and queues with Lincheck's model checking and with Explore.linearizable:
 * two threads, two operations each. Arguments: lincheck or jopher, schedules, rounds. Prints for
 * each the schedules that ran, counted by the objects made, and the time.
 */
public final class AgainstLincheck {
    private static int made;

    private AgainstLincheck() {}

    public static void main(String[] args) {
        boolean lincheck = args[0].equals("lincheck");
        int schedules = Integer.parseInt(args[1]);
        Map<String, Supplier<Ints>> subjects = new LinkedHashMap<>();
        subjects.put("Stack", Stack::new);
        subjects.put("Queue", Queue::new);
        subjects.put("BrokenStack", BrokenStack::new);
        subjects.put("BrokenQueue", BrokenQueue::new);
        Map<String, Class<?>> tests = Map.of("Stack", StackTest.class, "Queue", QueueTest.class,
                "BrokenStack", BrokenStackTest.class, "BrokenQueue", BrokenQueueTest.class);
        for (int round = 0; round < Integer.parseInt(args[2]); round++) {
            int seed = round;
            subjects.forEach((name, subject) -> {
                made = 0;
                long start = System.nanoTime();
                boolean failed = lincheck
                        ? lincheck(tests.get(name), schedules)
                        : jopher(subject, name.endsWith("Stack"), schedules, seed);
                double seconds = (System.nanoTime() - start) / 1e9;
                int all = made;
                int found = failed && !lincheck ? found(subject, name.endsWith("Stack"), seed) : 0;
                System.out.printf(Locale.ROOT, "%s %s: %s after %,d schedules%s, %.2f s, %,.0f/s%n",
                        args[0], name, failed ? "fails" : "passes", all,
                        found > 0 ? " (found within " + found + ", the rest shrinks)" : "",
                        seconds, all / seconds);
            });
        }
    }

    private static boolean lincheck(Class<?> test, int schedules) {
        try {
            new ModelCheckingOptions().threads(2).actorsPerThread(2).actorsBefore(0)
                    .actorsAfter(0).iterations(schedules / 100).invocationsPerIteration(100)
                    .minimizeFailedScenario(false).check(test);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    private static boolean jopher(Supplier<Ints> subject, boolean stack, int schedules, int seed) {
        try {
            Explore.linearizable(subject, ArrayDeque<Integer>::new)
                    .operation("add 1", q -> q.add(1), m -> put(m, 1, stack))
                    .operation("add 2", q -> q.add(2), m -> put(m, 2, stack))
                    .operation("poll", Ints::poll, m -> m.isEmpty() ? -1 : m.poll()).size(2, 2)
                    .options(ExploreOptions.DEFAULT.schedules(schedules).seed(seed)
                            .time(Duration.ofMinutes(10)))
                    .check();
            return false;
        } catch (ExplorationFailure e) {
            return true;
        }
    }

    /** Returns with how many schedules it is found: it is looked at after each 50. */
    private static int found(Supplier<Ints> subject, boolean stack, int seed) {
        int limit = 50;
        while (!jopher(subject, stack, limit, seed)) {
            limit += 50;
        }
        return limit;
    }

    private static int put(ArrayDeque<Integer> model, int i, boolean first) {
        if (first) {
            model.addFirst(i);
        } else {
            model.addLast(i);
        }
        return i;
    }

    /** What is checked. Poll returns -1 if there is nothing. */
    public abstract static class Ints {
        Ints() {
            made++;
        }

        abstract int add(int i);

        abstract int poll();
    }

    /** The stack of Treiber. */
    static class Stack extends Ints {
        record Node(int value, Node next) {}

        final AtomicReference<Node> top = new AtomicReference<>();

        @Override
        int add(int i) {
            Node t;
            do {
                t = top.get();
            } while (!top.compareAndSet(t, new Node(i, t)));
            return i;
        }

        @Override
        int poll() {
            while (true) {
                Node t = top.get();
                if (t == null) {
                    return -1;
                }
                if (top.compareAndSet(t, t.next)) {
                    return t.value;
                }
            }
        }
    }

    /** Takes the top without a comparison. */
    static final class BrokenStack extends Stack {
        @Override
        int poll() {
            Node t = top.get();
            if (t == null) {
                return -1;
            }
            top.set(t.next);
            return t.value;
        }
    }

    static class Queue extends Ints {
        final ArrayDeque<Integer> all = new ArrayDeque<>();

        @Override
        synchronized int add(int i) {
            all.addLast(i);
            return i;
        }

        @Override
        synchronized int poll() {
            return all.isEmpty() ? -1 : all.pollFirst();
        }
    }

    /** Looks at the first element, and removes it later. */
    static final class BrokenQueue extends Queue {
        @Override
        int poll() {
            Integer first;
            synchronized (this) {
                first = all.peekFirst();
            }
            if (first == null) {
                return -1;
            }
            synchronized (this) {
                all.pollFirst();
            }
            return first;
        }
    }

    /** For Lincheck, which makes one of these for each run. */
    public abstract static class Test {
        private final Ints subject;

        Test(Ints subject) {
            this.subject = subject;
        }

        @Operation
        public int add1() {
            return subject.add(1);
        }

        @Operation
        public int add2() {
            return subject.add(2);
        }

        @Operation
        public int poll() {
            return subject.poll();
        }
    }

    public static final class StackTest extends Test {
        public StackTest() {
            super(new Stack());
        }
    }

    public static final class QueueTest extends Test {
        public QueueTest() {
            super(new Queue());
        }
    }

    public static final class BrokenStackTest extends Test {
        public BrokenStackTest() {
            super(new BrokenStack());
        }
    }

    public static final class BrokenQueueTest extends Test {
        public BrokenQueueTest() {
            super(new BrokenQueue());
        }
    }
}

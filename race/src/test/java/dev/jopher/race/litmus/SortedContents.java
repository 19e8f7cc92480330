package dev.jopher.race.litmus;

import java.text.SimpleDateFormat;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Date;
import java.util.LinkedList;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Sorted collections, queues, builders and formats: see {@link Contents}. */
final class SortedContents {
    private SortedContents() {}

    /** {@code TreeMap}. */
    static final class SortedMap extends Litmus {
        final TreeMap<String, String> c = new TreeMap<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.put("a", "b"), () -> c.firstEntry());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.put("a", "b");
                }
            }, () -> {
                synchronized (this) {
                    c.firstEntry();
                }
            });
        }
    }

    /** {@code TreeSet}. */
    static final class SortedSet extends Litmus {
        final TreeSet<String> c = new TreeSet<>(Set.of("x"));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.first(), () -> c.add("a"));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.first();
                }
            }, () -> {
                synchronized (this) {
                    c.add("a");
                }
            });
        }
    }

    /** {@code ArrayDeque}. */
    static final class Deque extends Litmus {
        final ArrayDeque<String> c = new ArrayDeque<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.push("a"), () -> c.poll());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.push("a");
                }
            }, () -> {
                synchronized (this) {
                    c.poll();
                }
            });
        }
    }

    /** {@code PriorityQueue}. */
    static final class Heap extends Litmus {
        final PriorityQueue<String> c = new PriorityQueue<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.add("a"), () -> c.peek());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.add("a");
                }
            }, () -> {
                synchronized (this) {
                    c.peek();
                }
            });
        }
    }

    /** {@code LinkedList}. */
    static final class Linked extends Litmus {
        final LinkedList<String> c = new LinkedList<>();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.addFirst("a"), () -> c.size());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.addFirst("a");
                }
            }, () -> {
                synchronized (this) {
                    c.size();
                }
            });
        }
    }

    /** {@code BitSet}: bits next to each other are one variable. */
    static final class Bits extends Litmus {
        final BitSet c = new BitSet();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.set(1), () -> c.get(2));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.set(1);
                }
            }, () -> {
                synchronized (this) {
                    c.get(2);
                }
            });
        }
    }

    /** {@code StringBuilder}. */
    static final class Builder extends Litmus {
        final StringBuilder c = new StringBuilder();

        @Override
        void racy() throws Exception {
            inTurn(() -> c.append(1), () -> c.toString());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.append(1);
                }
            }, () -> {
                synchronized (this) {
                    c.toString();
                }
            });
        }
    }

    /** {@code SimpleDateFormat} keeps what it works on in fields. */
    static final class DateFormat extends Litmus {
        final SimpleDateFormat c = new SimpleDateFormat("yyyy", Locale.ROOT);

        @Override
        void racy() throws Exception {
            inTurn(() -> c.format(new Date(0)), () -> c.format(new Date(1)));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.format(new Date(0));
                }
            }, () -> {
                synchronized (this) {
                    c.format(new Date(1));
                }
            });
        }
    }
}

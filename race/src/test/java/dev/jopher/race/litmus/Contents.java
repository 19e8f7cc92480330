package dev.jopher.race.litmus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Classes of the JDK that are not for several threads: a call reads or writes the content. */
final class Contents {
    private Contents() {}

    /** Two calls of {@code ArrayList.add}. */
    static final class ListAdd extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.add(1), () -> c.add(2));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.add(1);
                }
            }, () -> {
                synchronized (this) {
                    c.add(2);
                }
            });
        }
    }

    /** {@code get} while another thread calls {@code set}. */
    static final class ListGet extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.get(1), () -> c.set(2, 7));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.get(1);
                }
            }, () -> {
                synchronized (this) {
                    c.set(2, 7);
                }
            });
        }
    }

    /** Two readers of a list. */
    static final class ListReaders extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.size(), () -> c.clear());
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> c.contains(2), () -> c.contains(2));
        }
    }

    /** A loop over a list. */
    static final class ListLoop extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.add(1), () -> sum(c));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.add(1);
                }
            }, () -> {
                synchronized (this) {
                    sum(c);
                }
            });
        }
    }

    /** A stream over a list reads it when it ends. */
    static final class ListStream extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.stream().mapToInt(Integer::intValue).sum(), () -> c.add(7));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.stream().mapToInt(Integer::intValue).sum();
                }
            }, () -> {
                synchronized (this) {
                    c.add(7);
                }
            });
        }
    }

    /** {@code forEach} of a list. */
    static final class ListForEach extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.forEach(v -> Fields.use(v)), () -> c.remove(0));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.forEach(v -> Fields.use(v));
                }
            }, () -> {
                synchronized (this) {
                    c.remove(0);
                }
            });
        }
    }

    /** {@code Collections.sort} writes, {@code List.copyOf} reads. */
    static final class ListSort extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> Collections.sort(c), () -> List.copyOf(c));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    Collections.sort(c);
                }
            }, () -> {
                synchronized (this) {
                    List.copyOf(c);
                }
            });
        }
    }

    /** The constructor that copies a collection reads it. */
    static final class CopyConstructor extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));

        @Override
        void racy() throws Exception {
            inTurn(() -> c.add(1), () -> new ArrayList<>(c));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    c.add(1);
                }
            }, () -> {
                synchronized (this) {
                    new ArrayList<>(c);
                }
            });
        }
    }

    /** Views by {@code subList}: disjoint parts may be changed at once, but not the structure. */
    static final class SubList extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(4, 3, 2, 1));
        final List<Integer> lower = c.subList(0, 2);
        final List<Integer> upper = c.subList(2, 4);

        @Override
        void racy() throws Exception {
            inTurn(() -> Fields.use(lower.get(0)), () -> c.add(0));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> Collections.sort(lower), () -> Collections.sort(upper));
            anyOrder(() -> lower.set(0, 7), () -> upper.set(0, 8));
        }
    }

    /** A view that cannot be changed shows the changes of others. */
    static final class Unmodifiable extends Litmus {
        final List<Integer> c = new ArrayList<>(List.of(1, 2, 3));
        final List<Integer> view = Collections.unmodifiableList(c);

        @Override
        void racy() throws Exception {
            inTurn(() -> view.get(0), () -> c.set(0, 9));
        }

        @Override
        void fixed() throws Exception {
            anyOrder(() -> {
                synchronized (this) {
                    view.get(0);
                }
            }, () -> {
                synchronized (this) {
                    c.set(0, 9);
                }
            });
        }
    }

    static int sum(List<Integer> list) {
        int sum = 0;
        for (int v : list) {
            sum += v;
        }
        return sum;
    }

    static int keys(Map<String, String> map) {
        int n = 0;
        for (Map.Entry<String, String> e : map.entrySet()) {
            n += e.getKey().length();
        }
        return n;
    }

    static Map<String, String> access(boolean order) {
        Map<String, String> m = new LinkedHashMap<>(16, 0.75f, order);
        m.put("a", "1");
        m.put("b", "2");
        return m;
    }
}

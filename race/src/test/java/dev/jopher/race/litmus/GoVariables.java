package dev.jopher.race.litmus;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.jopher.Channel;
import dev.jopher.Func;
import dev.jopher.sync.Mutex;

/** What goroutines share: fields, elements, maps, closures, atomics. */
@SuppressWarnings("unused")
final class GoVariables {
    // @formatter:off
    private GoVariables() {}

    /** Elements of a slice are variables of their own. */
    static final class Elements extends GoLitmus {
        final int[] a = new int[4];

        @Override
        void racy() throws Exception {
            goroutines(() -> { a[1] = 1; turns.next(); }, () -> { turns.await(1); a[1] = 2; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> a[1] = 1, () -> a[2] = 2);
        }
    }

    /** Fields of a struct are variables of their own. */
    static final class StructFields extends GoLitmus {
        static final class Point { int a; int b; }
        final Point p = new Point();

        @Override
        void racy() throws Exception {
            goroutines(() -> { p.a = 1; turns.next(); }, () -> { turns.await(1); p.a = 2; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> p.a = 1, () -> p.b = 2);
        }
    }

    /** A string variable. */
    static final class StringVariable extends GoLitmus {
        String s = "a";
        final Channel<String> c = new Channel<>(1);

        @Override
        void racy() throws Exception {
            goroutines(() -> { s = "b"; turns.next(); }, () -> { turns.await(1); String _ = s; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> { s = "b"; c.send(s); }, () -> { String _ = c.receive(); });
        }
    }

    /** A map is no place for two goroutines. */
    static final class MapAccess extends GoLitmus {
        final Map<String, Integer> m = new HashMap<>();
        final Mutex mu = new Mutex();

        @Override
        void racy() throws Exception {
            goroutines(() -> { m.put("a", 1); turns.next(); }, () -> { turns.await(1); m.get("b"); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { mu.lock(); m.put("a", 1); mu.unlock(); },
                    () -> { mu.lock(); m.get("b"); mu.unlock(); });
        }
    }

    /** Two writes to a map race, whatever the keys. */
    static final class MapWrites extends GoLitmus {
        final Map<Integer, Integer> m = new HashMap<>();
        final Map<Integer, Integer> n = new HashMap<>();

        @Override
        void racy() throws Exception {
            goroutines(() -> { m.put(1, 1); turns.next(); }, () -> { turns.await(1); m.put(2, 2); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> m.put(1, 1), () -> n.put(2, 2));
        }
    }

    /** A variable of the package. */
    static final class Global extends GoLitmus {
        static int global;
        static int other;

        @Override
        void racy() throws Exception {
            goroutines(() -> { global = 1; turns.next(); }, () -> { turns.await(1); global = 2; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> global = 1, () -> other = 2);
        }
    }

    /** A method of a shared object. */
    static final class MethodValue extends GoLitmus {
        void inc() { x++; }
        final Mutex mu = new Mutex();
        void lockedInc() { mu.lock(); x++; mu.unlock(); }

        @Override
        void racy() throws Exception {
            Func f = this::inc;
            goroutines(() -> { f.call(); turns.next(); }, () -> { turns.await(1); f.call(); });
        }

        @Override
        void fixed() throws Exception {
            goroutines(this::lockedInc, this::lockedInc);
        }
    }

    /** A variable that a closure has captured. */
    static final class Captured extends GoLitmus {
        @Override
        void racy() throws Exception {
            int[] n = {0};
            Func f = () -> n[0]++;
            goroutines(() -> { f.call(); turns.next(); }, () -> { turns.await(1); f.call(); });
        }

        @Override
        void fixed() throws Exception {
            Func f = () -> { int[] n = {0}; n[0]++; };
            goroutines(f, f);
        }
    }

    /** Deferred code runs after the rest of the function. */
    static final class Deferred extends GoLitmus {
        final Channel<Integer> c = new Channel<>();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { try { c.send(1); } finally { x = 1; turns.next(); } },
                    () -> { c.receive(); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { try { x = 1; } finally { c.send(1); } },
                    () -> { c.receive(); y = x; });
        }
    }

    /** A panic that is recovered orders nothing. */
    static final class Recovered extends GoLitmus {
        final Channel<Integer> c = new Channel<>();
        void fail() { throw new IllegalStateException(); }

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { try { fail(); } catch (IllegalStateException e) { c.send(1); x = 1; turns.next(); } },
                    () -> { c.receive(); turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { try { x = 1; fail(); } catch (IllegalStateException e) { c.send(1); } },
                    () -> { c.receive(); y = x; });
        }
    }

    /** An atomic store happens before the load that sees it. */
    static final class AtomicFlag extends GoLitmus {
        final AtomicInteger flag = new AtomicInteger();

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { flag.set(1); x = 1; turns.next(); },
                    () -> { while (flag.get() == 0) { pause(); } turns.await(1); y = x; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(
                    () -> { x = 1; flag.set(1); },
                    () -> { while (flag.get() == 0) { pause(); } y = x; });
        }
    }

    /** The last of several to count is ordered after all. */
    static final class AtomicCounter extends GoLitmus {
        final AtomicInteger count = new AtomicInteger();
        void last() { if (count.incrementAndGet() == 2) { z = x + y; } }

        @Override
        void racy() throws Exception {
            goroutines(
                    () -> { count.incrementAndGet(); x = 1; turns.next(); },
                    () -> { count.incrementAndGet(); turns.await(1); x = 2; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> { x = 1; last(); }, () -> { y = 1; last(); });
        }
    }

    /** A compare-and-swap that succeeds orders. */
    static final class CompareAndSet extends GoLitmus {
        final AtomicInteger lock = new AtomicInteger();
        void locked(Func f) throws Exception { while (!lock.compareAndSet(0, 1)) { pause(); } f.call(); lock.set(0); }

        @Override
        void racy() throws Exception {
            goroutines(() -> { locked(() -> z++); x++; turns.next(); }, () -> { locked(() -> z++); turns.await(1); x++; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> locked(() -> x++), () -> locked(() -> x++));
        }
    }

    /** A flag that is not atomic is a race itself. */
    static final class PlainFlag extends GoLitmus {
        boolean flag;
        final AtomicInteger atomic = new AtomicInteger();

        @Override
        void racy() throws Exception {
            goroutines(() -> { flag = true; turns.next(); }, () -> { turns.await(1); boolean _ = flag; });
        }

        @Override
        void fixed() throws Exception {
            goroutines(() -> atomic.set(1), () -> { int _ = atomic.get(); });
        }
    }
    // @formatter:on
}

package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.onReceive;
import static dev.jopher.Go.onSend;
import static dev.jopher.Go.select;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two prime sieves made of goroutines that never end: test/chan/sieve1.go and sieve2.go. */
@Tag("alone")
class SieveTest {
    private static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53,
        59, 61, 67, 71, 73, 79, 83, 89, 97};

    private static void givesThePrimes(ReceiveChannel<Integer> primes) {
        for (int p : PRIMES) {
            assertThat(primes.receive()).isEqualTo(p);
        }
    }

    /** test/chan/sieve1.go: a chain of filters, one per prime. */
    @Test
    void aChainOfFilters() {
        var primes = new Channel<Integer>();
        Go.run(() -> {
            go(() -> {
                var c = new Channel<Integer>();
                go(SieveTest::numbers, c);
                for (;;) {
                    int prime = must(c.receive());
                    primes.send(prime);
                    var filtered = new Channel<Integer>();
                    go(SieveTest::filter, c, filtered, prime);
                    c = filtered;
                }
            });
            givesThePrimes(primes);
        });
    }

    private static void numbers(SendChannel<Integer> out) {
        for (int i = 2;; i++) {
            out.send(i);
        }
    }

    private static void filter(ReceiveChannel<Integer> in, SendChannel<Integer> out, int prime) {
        for (int i : in) {
            if (i % prime != 0) {
                out.send(i);
            }
        }
    }

    /** test/chan/sieve2.go: multiples of the primes so far are merged and sieve the odd numbers. */
    @Test
    void mergedMultiples() {
        Go.run(() -> givesThePrimes(sieve()));
    }

    private static ReceiveChannel<Integer> arithmetic(int first, int step, int buffer) {
        var out = new Channel<Integer>(buffer);
        go(() -> {
            for (int n = first;; n += step) {
                out.send(n);
            }
        });
        return out;
    }

    /** A channel whose sends never wait: a goroutine keeps what the receiver does not take yet. */
    private static SendChannel<Integer> unbounded(SendChannel<Integer> out) {
        var in = new Channel<Integer>(10);
        go(() -> {
            Deque<Integer> kept = new ArrayDeque<>();
            var receive = onReceive(in);
            for (;;) {
                Integer head = kept.peek();
                switch (select(receive, head == null ? null : onSend(out, head))) {
                    case 0 -> kept.add(must(receive.value()));
                    default -> kept.remove();
                }
            }
        });
        return in;
    }

    private record Multiples(int head, ReceiveChannel<Integer> rest) {
        Multiples next() {
            return new Multiples(must(rest.receive()), rest);
        }
    }

    private static ReceiveChannel<Integer> sieve() {
        var out = new Channel<Integer>(10);
        out.send(2);
        out.send(3);
        var composites = new Channel<Integer>(50);
        var primes = new Channel<Integer>(10);
        primes.send(3);
        go(() -> merge(primes, composites));
        go(() -> {
            var back = unbounded(primes);
            var candidates = arithmetic(5, 2, 50);
            int p = must(candidates.receive());
            for (int composite : composites) {
                for (; p < composite; p = must(candidates.receive())) {
                    back.send(p);
                    out.send(p);
                }
                if (p == composite) {
                    p = must(candidates.receive());
                }
            }
        });
        return out;
    }

    /** All odd multiples of the primes, ascending, each once. A prime's begin at its square. */
    private static void merge(ReceiveChannel<Integer> primes, SendChannel<Integer> composites) {
        var heap = new PriorityQueue<Multiples>(Comparator.comparingInt(Multiples::head));
        for (int p : primes) {
            var multiples = new Multiples(0, arithmetic(p * p, 2 * p, 10)).next();
            int last = 0;
            while (!heap.isEmpty() && must(heap.peek()).head <= multiples.head) {
                var least = must(heap.poll());
                if (least.head != last && least.head != multiples.head) {
                    composites.send(least.head);
                }
                last = least.head;
                heap.add(least.next());
            }
            composites.send(multiples.head);
            heap.add(multiples.next());
        }
    }
}

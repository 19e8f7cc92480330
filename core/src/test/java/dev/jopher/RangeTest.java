package dev.jopher;

import static dev.jopher.Go.go;
import static dev.jopher.Go.range;
import static dev.jopher.internal.support.Goroutine.must;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import dev.jopher.internal.support.Goroutine;
import org.junit.jupiter.api.Test;

/** {@code for (var v : c)} and {@code for (int i : range(n))}. */
class RangeTest {
    private static ReceiveChannel<Character> letters(char low, char high) {
        var c = new Channel<Character>();
        go(() -> {
            for (char i = low; i <= high; i++) {
                c.send(i);
            }
            c.close();
        });
        return c;
    }

    /** test/range.go: testchan */
    @Test
    void untilClosedAndDrained() {
        var s = new StringBuilder();
        for (var letter : letters('a', 'z')) {
            s.append(letter);
        }
        assertThat(s).hasToString("abcdefghijklmnopqrstuvwxyz");
        int n = 0;
        for (var _ : letters('a', 'z')) {
            n++;
        }
        assertThat(n).isEqualTo(26);
    }

    @Test
    void numbersFromOneToAnother() {
        List<Integer> seen = new ArrayList<>();
        for (int i : range(3, 6)) {
            seen.add(i);
        }
        assertThat(seen).containsExactly(3, 4, 5);
        assertThat(range(-1, 1)).containsExactly(-1, 0);
        assertThat(range(5, 5)).isEmpty();
        assertThat(range(Integer.MAX_VALUE, Integer.MIN_VALUE)).isEmpty();
        assertThat(range(Integer.MIN_VALUE, Integer.MIN_VALUE + 1)).hasSize(1);
    }

    @Test
    void rangeVisitsTheBufferOfAClosedChannel() {
        var c = new Channel<Integer>(3);
        c.send(1);
        c.send(2);
        c.close();
        assertThat(List.copyOf(all(c))).containsExactly(1, 2);
        assertThat(all(c)).isEmpty();
    }

    private static <T> List<T> all(ReceiveChannel<T> c) {
        var list = new ArrayList<T>();
        for (var v : c) {
            list.add(v);
        }
        return list;
    }

    @Test
    void aLoopThatIsLeftTakesNoMoreThanItSaw() {
        var c = new Channel<Integer>(3);
        c.send(1);
        c.send(2);
        for (var v : c) {
            assertThat(v).isEqualTo(1);
            break;
        }
        assertThat(c.receive()).isEqualTo(2);
    }

    @Test
    void severalGoroutinesShareAChannel() {
        int n = 1000;
        var c = new Channel<Integer>();
        var results = new Channel<List<Integer>>();
        for (int _ : range(4)) {
            go(() -> results.send(all(c)));
        }
        for (int i : range(n)) {
            c.send(i);
        }
        c.close();
        var seen = new ArrayList<Integer>();
        for (int _ : range(4)) {
            var share = must(results.receive());
            assertThat(share).isSorted();
            seen.addAll(share);
        }
        assertThat(seen).hasSize(n).doesNotHaveDuplicates();
    }

    @Test
    void hasNextReceivesOnceAndNextNeedsNoHasNext() {
        var c = new Channel<Integer>(3);
        c.send(1);
        c.send(2);
        c.send(3);
        c.close();
        Iterator<Integer> it = c.iterator();
        assertThat(it.hasNext()).isTrue();
        assertThat(it.hasNext()).isTrue();
        assertThat(c.len()).isEqualTo(2);
        assertThat(it.next()).isEqualTo(1);
        assertThat(it.next()).isEqualTo(2);
        assertThat(it.hasNext()).isTrue();
        assertThat(it.next()).isEqualTo(3);
        assertThat(it.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(it::next);
        assertThat(it.hasNext()).isFalse();
    }

    @Test
    void eachIteratorIsItsOwnAndMakingOneReceivesNothing() {
        var c = new Channel<Integer>(2);
        c.send(1);
        c.send(2);
        Iterator<Integer> a = c.iterator();
        Iterator<Integer> b = c.iterator();
        assertThat(c.len()).isEqualTo(2);
        assertThat(b.next()).isEqualTo(1);
        assertThat(a.next()).isEqualTo(2);
    }

    @Test
    void aWaitingLoopEndsWithClose() {
        var c = new Channel<Integer>();
        var loop = Goroutine.waiting("chan receive", () -> assertThat(all(c)).isEmpty());
        c.close();
        loop.join();
    }

    @Test
    void anInterruptEndsALoopThatWaits() {
        var c = new Channel<Integer>();
        var loop = Goroutine.waiting("chan receive", () -> all(c));
        loop.interrupt();
        assertThat(loop.failure()).isInstanceOf(UncheckedInterruptedException.class);
        assertThat(c.trySend(1)).as("nobody waits any more").isFalse();
    }

    @Test
    void rangeCountsAndEachNumberIsAVariableOfItsOwn() {
        var sum = new ArrayList<Runnable>();
        var seen = new ArrayList<Integer>();
        for (int i : range(3)) {
            sum.add(() -> seen.add(i));
        }
        sum.forEach(Runnable::run);
        assertThat(seen).containsExactly(0, 1, 2);
        assertThat(range(0)).isEmpty();
        assertThat(range(-1)).isEmpty();
        assertThat(range(2)).containsExactly(0, 1);
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> range(0).iterator().next());
    }
}

package dev.jopher.explore.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

import dev.jopher.explore.internal.search.Exploration;
import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.search.Result;
import dev.jopher.explore.internal.world.Goroutines;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Threads that use different objects, of which one sees what is done to the other: all results
 * are found by the search that skips orders of steps that do not concern each other.
 */
class ViewsIT {
    private static final Options ALL = Options.DEFAULT.withStrategy("exhaustive")
            .withSchedules(Integer.MAX_VALUE);

    /** A program, and what it can show. */
    private enum Views {
        READ_WRITE_LOCK(Set.of(0, 1), seen -> {
            var lock = new ReentrantReadWriteLock();
            int[] n = {0};
            Thread t = Thread.startVirtualThread(() -> {
                lock.writeLock().lock();
                n[0] = 1;
                lock.writeLock().unlock();
            });
            lock.readLock().lock();
            seen.accept(n[0]);
            lock.readLock().unlock();
            join(t);
        }),
        ITERATOR(Set.of(100, 90, 110), seen -> {
            var accounts = new ConcurrentHashMap<>(Map.of(1, 50, 2, 50));
            Thread t = Thread.startVirtualThread(() -> {
                accounts.merge(1, -10, Integer::sum);
                accounts.merge(2, 10, Integer::sum);
            });
            int sum = 0;
            for (int v : accounts.values()) {
                sum += v;
            }
            seen.accept(sum);
            join(t);
        }),
        CONDITION(Set.of(0, 1), seen -> {
            var lock = new ReentrantLock();
            Condition changed = lock.newCondition();
            int[] n = {0};
            Thread t = Thread.startVirtualThread(() -> {
                lock.lock();
                boolean unused = lock.hasWaiters(changed);
                n[0] = unused ? 1 : 0;
                changed.signal();
                lock.unlock();
            });
            lock.lock();
            try {
                boolean unused = changed.await(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            lock.unlock();
            join(t);
            seen.accept(n[0]);
        });

        private final Set<Integer> results;
        private final Consumer<Consumer<Integer>> body;

        Views(Set<Integer> results, Consumer<Consumer<Integer>> body) {
            this.results = results;
            this.body = body;
        }
    }

    private static void join(Thread t) {
        try {
            t.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    static void findLibrary() {
        assertThat(Goroutines.init(ViewsIT.class.getClassLoader())).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void allResultsAreFound(Views program) {
        Set<Integer> seen = new HashSet<>();
        Result r = new Exploration(ALL, () -> program.body.accept(seen::add)).run();
        assertThat(r.failure()).isNull();
        assertThat(r.complete()).isTrue();
        assertThat(seen).isEqualTo(program.results);
    }
}

package dev.jopher.internal.goroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.FutureTask;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreationSiteTest {
    private final G me = G.current();

    private static int line(@Nullable CreationSite site) {
        return Objects.requireNonNull(site).frame().getLineNumber();
    }

    @Test
    void siteIsLineOfCall() {
        Runnable f = () -> {};
        int first = line(CreationSite.of(f, me));
        int second = line(CreationSite.of(f, me));
        assertThat(second).isEqualTo(first + 1);
    }

    @Test
    void functionStartedInLoopHasOneSite() {
        Set<CreationSite> sites = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            int captured = i;
            Runnable f = () -> assertThat(captured).isNotNegative();
            sites.add(Objects.requireNonNull(CreationSite.of(f, me)));
        }
        assertThat(sites).hasSize(1);
    }

    /**
     * A function that is also started elsewhere is recognised, however often one site was used
     * before.
     */
    @Test
    void functionStartedAtTwoLinesHasTwoSites() {
        Runnable f = () -> {};
        int here = 0;
        int there = 0;
        for (int i = 0; i < 1000; i++) {
            here = line(CreationSite.of(f, me));
            there = line(CreationSite.of(f, me));
            assertThat(there).isEqualTo(here + 1);
        }
    }

    /**
     * After many starts at one site this takes some time. After very many, it is not recognised.
     */
    @Test
    void secondSiteOfFunctionIsFoundLater() {
        Runnable f = () -> {};
        int first = 0;
        for (int i = 0; i < 10_000; i++) {
            first = line(CreationSite.of(f, me));
        }
        int second = first;
        for (int i = 0; second == first && i < 10_000; i++) {
            second = line(CreationSite.of(f, me));
        }
        assertThat(second).isEqualTo(first + 4);
        assertThat(line(CreationSite.of(f, me))).isEqualTo(second + 3);
    }

    /** The line that is checked first is that of the last trusted function. */
    @Test
    void trustedSiteOfOneFunctionIsNotUsedForAnother() {
        for (int round = 0; round < 2; round++) {
            for (Runnable f : List.<Runnable>of(() -> {}, () -> {})) {
                Set<CreationSite> sites = new HashSet<>();
                for (int i = 0; i < 20_000; i++) {
                    sites.add(Objects.requireNonNull(CreationSite.of(f, me)));
                }
                assertThat(sites).hasSize(1);
                int elsewhere = line(CreationSite.of((Runnable) () -> {}, me));
                assertThat(elsewhere).isEqualTo(line(sites.iterator().next()) + 3);
            }
        }
    }

    /** Whatever it wraps, a wrapper's class is the same. */
    @Test
    void siteOfWrapperIsLookedUpEachTime() {
        int first = 0;
        for (int i = 0; i < 100; i++) {
            first = line(CreationSite.of(finished(() -> {}), me));
        }
        Runnable other = () -> {};
        assertThat(line(CreationSite.of(finished(other), me))).isEqualTo(first + 3);
        assertThat(line(CreationSite.of((Runnable) finished(other)::run, me))).isEqualTo(first + 4);
    }

    private static Runnable finished(Runnable f) {
        return () -> {
            f.run();
        };
    }

    private record Job(int number) implements Runnable {
        @Override
        public void run() {}
    }

    @Test
    void siteOfNamedClassIsLookedUpEachTime() {
        int first = 0;
        for (int i = 0; i < 100; i++) {
            first = line(CreationSite.of(new Job(i), me));
        }
        assertThat(line(CreationSite.of(new Job(1), me))).isEqualTo(first + 2);
    }

    /** An executor's tasks are all of one class of the JDK's, wherever they come from. */
    @Test
    void siteOfJdkClassIsLookedUpEachTime() {
        int first = 0;
        for (int i = 0; i < 100; i++) {
            first = line(CreationSite.of(new FutureTask<>(() -> 1), me));
        }
        assertThat(line(CreationSite.of(new FutureTask<>(() -> 1), me))).isEqualTo(first + 2);
    }
}

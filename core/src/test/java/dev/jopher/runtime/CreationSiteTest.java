package dev.jopher.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CreationSiteTest {
    private static int line(@Nullable CreationSite site) {
        return Objects.requireNonNull(site).frame().getLineNumber();
    }

    @Test
    void isTheLineOfTheCall() {
        Runnable f = () -> {};
        int first = line(CreationSite.of(f));
        int second = line(CreationSite.of(f));
        assertThat(second).isEqualTo(first + 1);
    }

    @Test
    void isRememberedForAFunctionThatIsStartedInALoop() {
        Set<CreationSite> sites = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            int captured = i;
            Runnable f = () -> assertThat(captured).isNotNegative();
            sites.add(Objects.requireNonNull(CreationSite.of(f)));
        }
        assertThat(sites).hasSize(1);
    }

    /** However often one site was used before, a function that is also started elsewhere is told apart. */
    @Test
    void tellsSeveralSitesOfOneFunctionApart() {
        Runnable f = () -> {};
        int here = 0;
        int there = 0;
        for (int i = 0; i < 1000; i++) {
            here = line(CreationSite.of(f));
            there = line(CreationSite.of(f));
            assertThat(there).isEqualTo(here + 1);
        }
    }

    /** After many times at one site it takes some time; after very many, this is not noticed any more. */
    @Test
    void findsOutThatAFunctionIsStartedElsewhereLater() {
        Runnable f = () -> {};
        int first = 0;
        for (int i = 0; i < 10_000; i++) {
            first = line(CreationSite.of(f));
        }
        int second = first;
        for (int i = 0; second == first && i < 10_000; i++) {
            second = line(CreationSite.of(f));
        }
        assertThat(second).isEqualTo(first + 4);
        assertThat(line(CreationSite.of(f))).isEqualTo(second + 3);
    }
}

package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Runtime.Version;

import org.junit.jupiter.api.Test;

class KnownBugsTest {
    @Test
    void threadsCanBeStuckOnTheFirstReleasesOf25() {
        assertThat(KnownBugs.of(Version.parse("25"))).contains("JDK-8369227", "25.0.4");
        assertThat(KnownBugs.of(Version.parse("25.0.2"))).contains("JDK-8369227", "25.0.4");
        assertThat(KnownBugs.of(Version.parse("25.0.3+9-LTS")))
                .contains("JDK-8373120", "25.0.4")
                .doesNotContain("JDK-8369227");
    }

    @Test
    void laterOnesAreGood() {
        assertThat(KnownBugs.of(Version.parse("25.0.4"))).isNull();
        assertThat(KnownBugs.of(Version.parse("26.0.1"))).isNull();
    }
}

package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Runtime.Version;

import org.junit.jupiter.api.Test;

class KnownJdkBugsTest {
    @Test
    void threadsCanBeStuckOnTheFirstReleasesOf25() {
        assertThat(KnownJdkBugs.of(Version.parse("25"))).contains("JDK-8369227", "25.0.4");
        assertThat(KnownJdkBugs.of(Version.parse("25.0.2"))).contains("JDK-8369227", "25.0.4");
        assertThat(KnownJdkBugs.of(Version.parse("25.0.3+9-LTS")))
                .contains("JDK-8373120", "25.0.4")
                .doesNotContain("JDK-8369227");
    }

    @Test
    void laterOnesAreGood() {
        assertThat(KnownJdkBugs.of(Version.parse("25.0.4"))).isNull();
        assertThat(KnownJdkBugs.of(Version.parse("26.0.1"))).isNull();
    }
}

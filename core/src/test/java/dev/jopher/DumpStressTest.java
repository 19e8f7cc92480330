package dev.jopher;

import static dev.jopher.Go.maxProcs;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's own dump of virtual threads can crash the JVM under load; ours holds. */
class DumpStressTest {
    private final int procs = maxProcs();

    @AfterEach
    void restore() {
        maxProcs(procs);
    }

    @Test
    @Tag("own-scheduler")
    @Timeout(300)
    void underLoad() throws IOException, InterruptedException {
        new DumpStress(500).run();
    }

    @Test
    @Tag("own-scheduler")
    @Tag("soak")
    @Timeout(10_000)
    void aHundredThousand() throws IOException, InterruptedException {
        new DumpStress(100_000).run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"goroutines\n", "goroutine 5 [chan receive\n",
        "goroutine 5 [select]:\nMain.f(...)\n",
        "goroutine 5 [select]:\n\tMain.java:3\n",
        "goroutine 5 [select]:\n\nMain.f(...)\n\tf.java:1\n",
        "goroutine 5 [select]:\n\ngoroutine 5 [select]:\n", "{\"goroutines\":[{]}\n",
        "{\"goroutines\":[\"}\n"})
    void checkerRejectsMalformedDump(String dump) {
        assertThatThrownBy(() -> DumpStress.check(dump)).isInstanceOf(AssertionError.class);
    }
}

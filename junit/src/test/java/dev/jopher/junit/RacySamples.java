package dev.jopher.junit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Tests that {@link NoRacesTest} runs; some race on purpose. As a program, runs one class of them. */
final class RacySamples {
    private static int value;

    private RacySamples() {}

    /** The thread ends before the second write, but only the file system says so. */
    private static void race() throws IOException {
        Path written = Files.createTempFile("race", null);
        new Thread(() -> {
            value = 1;
            try {
                Files.delete(written);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }).start();
        while (Files.exists(written)) {
            Thread.onSpinWait();
        }
        value = 2;
    }

    @NoRaces
    static class Racy {
        @RepeatedTest(2)
        void races() throws IOException {
            race();
        }

        @Test
        void doesNot() {}

        @Nested
        class Inner {
            @Test
            void races() throws IOException {
                race();
            }
        }
    }

    @NoRaces(required = false)
    static class NotRequired {
        @Test
        void races() throws IOException {
            race();
        }
    }

    static Events run(Class<?> sample) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(sample)).execute().testEvents();
    }

    /** Prints what is wrong with each test that fails. */
    public static void main(String[] args) throws Exception {
        Events events = run(Class.forName(args[0]));
        events.failed().stream()
                .map(e -> e.getRequiredPayload(TestExecutionResult.class))
                .forEach(r -> System.out.println(r.getThrowable().orElseThrow()));
        System.out.println(events.succeeded().count() + " succeeded");
        System.exit(0);
    }
}

package dev.jopher;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.jopher.internal.support.Load;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A million round trips of {@link ExternalThreadsTest#externalThreadInRoundTripPreventsAlarm}, or
 * three minutes, next to endless loops of other processes, two for each processor.
 */
@Tag("alone")
@Tag("soak")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ExternalThreadsSoakTest {
    private static final Duration TIME =
            Duration.ofSeconds(Integer.getInteger("jopher.test.soak.seconds", 180));

    private static List<Process> load = List.of();

    @BeforeAll
    static void begin() throws Exception {
        load = Load.of(2 * Runtime.getRuntime().availableProcessors());
    }

    @AfterAll
    static void end() {
        load.forEach(Process::destroyForcibly);
    }

    static Stream<Outside.Kind> kinds() {
        return Outside.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void roundTripsUnderLoad(Outside.Kind kind) throws Exception {
        ExternalThreadsTest.handToAndFro(kind, TIME);
    }
}

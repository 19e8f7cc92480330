package dev.jopher.race.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.jopher.race.litmus.ChildJvm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No report under load, in our code and in libraries, but for their own races: those in {@code
 * known-races.txt}, which {@code known-races.md} explains. The property {@code
 * jopher.soak.seconds} is the time of each load in the long test.
 */
class SoakIT {
    /** Without the libraries that have races of their own, which show now and then. */
    @Test
    void briefly() throws Exception {
        check(1000, "http", "futures", "server", "guava", "jackson");
    }

    @Test
    @Tag("soak")
    void forMinutes() throws Exception {
        check(1000L * Integer.getInteger("jopher.soak.seconds", 60), "http", "futures", "server",
                "caffeine", "guava", "jackson", "database", "jetty", "tomcat");
    }

    private static void check(long millis, String... loads) throws Exception {
        URL known = Objects.requireNonNull(SoakIT.class.getResource("/known-races.txt"));
        String options = "suppressions=" + Path.of(known.toURI());
        ChildJvm.Result r =
                ChildJvm.run(options, List.of(), 300 + millis / 50, command(millis, loads));
        assertThat(r.lines("race")).as(r.output()).isEmpty();
        assertThat(r.lines("load")).as(r.output()).hasSize(loads.length);
    }

    private static String[] command(long millis, String... loads) {
        return Stream
                .concat(Stream.of(SoakMain.class.getName(), Long.toString(millis)),
                        Stream.of(loads))
                .toArray(String[]::new);
    }
}

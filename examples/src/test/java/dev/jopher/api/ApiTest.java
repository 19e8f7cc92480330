package dev.jopher.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public surface of each artifact is what its folder {@code api} says. */
class ApiTest {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "examples")).resolve("..").normalize();

    private static final String UPDATE = "mvn verify -pl examples -am -Dtest=ApiTest -Dit.test=none"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
            + " -Djopher.api.update=true";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "core  | jopher       | dev.jopher dev.jopher.spi dev.jopher.sync",
        "junit | jopher-junit | dev.jopher.junit",
        "race  | jopher-race  | dev.jopher.race",
        "explore | jopher-explore | dev.jopher.explore",
        "nats | jopher-nats | dev.jopher.nats"})
    void publicSurfaceIsTheOneThatIsCheckedIn(String module, String artifact, String packages)
            throws Exception {
        String now = "# The public API. Made by: " + UPDATE + "\n" + surface(module, packages);
        Path file = ROOT.resolve(module).resolve("api").resolve(artifact + ".api");
        if (Boolean.getBoolean("jopher.api.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, now);
        }
        assertThat(difference(Files.readString(file), now))
                .as("the public surface; if the change is meant, say so in CHANGELOG.md and run: %s",
                        UPDATE)
                .isEmpty();
    }

    private static String surface(String module, String packages) throws Exception {
        return new ApiSurface(ROOT.resolve(module), List.of(packages.split(" "))).text();
    }

    @Test
    void surfaceShowsWhatACallerDependsOn() throws Exception {
        assertThat(surface("core", "dev.jopher dev.jopher.sync")).contains(
                "public final class dev.jopher.Channel<T>", "  public @Nullable T receive()\n",
                "  public static int select(", " throws java.lang.Exception\n",
                "  public static final dev.jopher.DumpOption ALL_FRAMES\n")
                .doesNotContain("ChannelState", "MutexState", "dev.jopher.Goroutine\n");
    }

    /** The lines that went, with -, and those that came, with +, each with its type. */
    private static String difference(String before, String after) {
        TreeSet<String> gone = qualified(before);
        TreeSet<String> come = qualified(after);
        Stream<String> both = Stream.concat(
                gone.stream().filter(l -> !come.contains(l)).map(l -> "- " + l),
                come.stream().filter(l -> !gone.contains(l)).map(l -> "+ " + l));
        return both.collect(Collectors.joining("\n"));
    }

    private static TreeSet<String> qualified(String surface) {
        TreeSet<String> lines = new TreeSet<>();
        String type = "";
        for (String line : surface.lines().toList()) {
            type = line.startsWith("  ") ? type : line;
            lines.add(type.equals(line) ? line : type + ":" + line);
        }
        return lines;
    }

    @Test
    void differenceNamesTheLinesThatChanged() {
        assertThat(difference("class A\n  int f\n  int g\n", "class A\n  int g\n  long f\n"))
                .isEqualTo("- class A:  int f\n+ class A:  long f");
    }
}

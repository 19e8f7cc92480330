package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTest {
    private static final Path HERE = Path.of("").toAbsolutePath();

    @TempDir
    Path temporary;

    @Test
    void entriesAreRelativeToTheWorkingDirectory() {
        assertThat(ClassPath.of("lib/a.jar" + File.pathSeparator + "/b").entries())
                .containsExactly(HERE.resolve("lib/a.jar"), Path.of("/b"));
    }

    @Test
    void anEmptyEntryIsTheWorkingDirectory() {
        assertThat(ClassPath.of("").entries()).containsExactly(HERE);
        assertThat(ClassPath.of("/a" + File.pathSeparator).entries())
                .containsExactly(Path.of("/a"), HERE);
    }

    @Test
    void aStarStandsForTheJarsOfADirectory() {
        ProgramDirectory directory = new ProgramDirectory(temporary);
        Path b = directory.write("b.jar", "");
        Path a = directory.write("a.JAR", "");
        directory.write("c.zip", "");

        assertThat(ClassPath.of(temporary + "/*").entries()).containsExactly(a, b);
        assertThat(ClassPath.of(temporary + "/nowhere/*").entries()).isEmpty();
    }

    @Test
    void missingEntryIsReported() {
        ProgramDirectory directory = new ProgramDirectory(temporary);
        Path a = directory.write("a.jar", "");
        directory.write("empty/c.zip", "");

        assertThat(ClassPath.missing(a + File.pathSeparator + temporary
                + File.pathSeparator + temporary + "/*")).isEmpty();
        assertThat(ClassPath.missing(null)).isEmpty();
        assertThat(ClassPath.missing("")).isEmpty();
        assertThat(ClassPath.missing("no.jar" + File.pathSeparator + temporary + "/empty/*"
                + File.pathSeparator + "nowhere/*" + File.pathSeparator + "/no/dir/"))
                .containsExactly("-cp: no such file or directory: no.jar",
                        "-cp: no jars in " + temporary + "/empty/*",
                        "-cp: no jars in nowhere/*",
                        "-cp: no such file or directory: /no/dir/");
    }

    @Test
    void noneIsEmpty() {
        assertThat(ClassPath.of(null).isEmpty()).isTrue();
        assertThat(ClassPath.of("/a").isEmpty()).isFalse();
    }
}

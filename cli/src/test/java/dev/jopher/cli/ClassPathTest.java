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
    void noneIsEmpty() {
        assertThat(ClassPath.of(null).isEmpty()).isTrue();
        assertThat(ClassPath.of("/a").isEmpty()).isFalse();
    }
}

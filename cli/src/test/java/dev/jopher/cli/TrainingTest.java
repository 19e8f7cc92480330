package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {
    @TempDir
    Path temporary;

    /** If it does not, the AOT cache is of a run that ends early, and starts are silently slow. */
    @Test
    void theProgramCompiles() throws Exception {
        ProgramDirectory directory = new ProgramDirectory(temporary);
        for (String name : Training.SOURCES) {
            try (InputStream in = Training.class.getResourceAsStream("training/" + name)) {
                directory.write(name,
                        new String(Objects.requireNonNull(in).readAllBytes(),
                                StandardCharsets.UTF_8));
            }
        }

        assertThat(directory.compile(Training.SOURCES.getFirst()).messages()).isEmpty();
    }
}

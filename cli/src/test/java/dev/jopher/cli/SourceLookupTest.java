package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLookupTest {
    @TempDir
    Path temporary;

    @Test
    void theRootIsAboveAsManyDirectoriesAsThePackageHasNames() {
        assertThat(SourceLookup.root(Path.of("/x/App.java"), "")).contains(Path.of("/x"));
        assertThat(SourceLookup.root(Path.of("/x/a/b/App.java"), "a.b")).contains(Path.of("/x"));
        assertThat(SourceLookup.root(Path.of("/a/App.java"), "a")).contains(Path.of("/"));
        assertThat(SourceLookup.root(Path.of("/x/b/a/App.java"), "a.b")).isEmpty();
        assertThat(SourceLookup.root(Path.of("/b/App.java"), "a.b")).isEmpty();
    }

    @Test
    void onlySourcesAreListedInOrder() {
        ProgramDirectory directory = new ProgramDirectory(temporary);
        directory.write("B.java", "");
        directory.write("A.java", "");
        directory.write("c.txt", "");

        assertThat(SourceLookup.list(temporary)).containsExactly("A.java", "B.java");
        assertThat(SourceLookup.list(temporary.resolve("nowhere"))).isEmpty();
    }

    @Test
    void aNestedClassIsInTheSourceOfTheOuterOne() {
        ProgramDirectory directory = new ProgramDirectory(temporary);
        Path outer = directory.write("a/Outer.java", "");
        Path dollar = directory.write("a/With$Dollar.java", "");

        assertThat(SourceLookup.sourceOf(temporary, "a.Outer")).isEqualTo(outer);
        assertThat(SourceLookup.sourceOf(temporary, "a.Outer$Inner$1")).isEqualTo(outer);
        assertThat(SourceLookup.sourceOf(temporary, "a.With$Dollar")).isEqualTo(dollar);
        assertThat(SourceLookup.sourceOf(temporary, "a.Nothing$Outer")).isNull();
        assertThat(SourceLookup.sourceOf(temporary, "a.$Odd")).isNull();
    }
}

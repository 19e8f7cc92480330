package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavacOptionsTest {
    @Test
    void mostOptionsAreNoneOfJavacsBusiness() {
        assertThat(JavacOptions.of("")).isEmpty();
        assertThat(JavacOptions.of(" -Xmx1g  -XX:+UseZGC -Dx=--enable-preview ")).isEmpty();
    }

    @Test
    void previewFeaturesNeedTheRelease() {
        assertThat(JavacOptions.of("-Xmx1g --enable-preview")).containsExactly("--enable-preview",
                "--release", String.valueOf(Runtime.version().feature()));
    }

    @Test
    void modulesAreNamedInOneWordOrTwo() {
        assertThat(
                JavacOptions.of("--add-modules jdk.incubator.vector --add-exports=a/b=ALL-UNNAMED"))
                .containsExactly("--add-modules", "jdk.incubator.vector", "--add-exports",
                        "a/b=ALL-UNNAMED");
        assertThat(JavacOptions.of("--add-modules")).isEmpty();
    }

    @Test
    void aDebuggerWantsLocalVariables() {
        assertThat(JavacOptions.of("-agentlib:jdwp=transport=dt_socket,server=y"))
                .containsExactly("-g");
    }
}

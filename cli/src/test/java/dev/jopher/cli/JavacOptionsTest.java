package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class JavacOptionsTest {
    private static List<String> of(String variable) {
        return JavacOptions.of(
                JavacOptions.ofEnvironment(Map.of("JOPHER_JAVA_OPTS", variable)), List.of());
    }

    @Test
    void allVariablesOfTheJvmAreRead() {
        assertThat(JavacOptions.ofEnvironment(Map.of("JAVA_TOOL_OPTIONS", "-Da -Db",
                "JDK_JAVA_OPTIONS", " --enable-preview", "JOPHER_JAVA_OPTS", "")))
                .containsExactly("-Da", "-Db", "--enable-preview");
    }

    @Test
    void javacsOwnComeLastAndGoFirst() {
        assertThat(JavacOptions.of(List.of("--enable-preview", "-Dx"),
                List.of("--release", "25", "-parameters")))
                .containsExactly("--enable-preview", "--release", "25", "-parameters");
        assertThat(JavacOptions.of(List.of("--enable-preview", "--enable-preview"), List.of()))
                .hasSize(3);
    }

    @Test
    void mostOptionsAreNoneOfJavacsBusiness() {
        assertThat(of("")).isEmpty();
        assertThat(of(" -Xmx1g  -XX:+UseZGC -Dx=--enable-preview ")).isEmpty();
    }

    @Test
    void previewFeaturesNeedTheRelease() {
        assertThat(of("-Xmx1g --enable-preview")).containsExactly("--enable-preview",
                "--release", String.valueOf(Runtime.version().feature()));
    }

    @Test
    void modulesAreNamedInOneWordOrTwo() {
        assertThat(
                of("--add-modules jdk.incubator.vector --add-exports=a/b=ALL-UNNAMED"))
                .containsExactly("--add-modules", "jdk.incubator.vector", "--add-exports",
                        "a/b=ALL-UNNAMED");
        assertThat(of("--add-modules")).isEmpty();
    }

    @Test
    void aDebuggerWantsLocalVariables() {
        assertThat(of("-agentlib:jdwp=transport=dt_socket,server=y"))
                .containsExactly("-g");
    }
}

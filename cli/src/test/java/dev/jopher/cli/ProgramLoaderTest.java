package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramLoaderTest {
    @TempDir
    Path temporary;

    private ProgramDirectory programs;

    @BeforeEach
    void setUp() {
        programs = new ProgramDirectory(temporary);
    }

    private static Object call(ClassLoader loader, String className, String method)
            throws Exception {
        var m = loader.loadClass(className).getDeclaredMethod(method);
        m.setAccessible(true);
        return m.invoke(null);
    }

    @Test
    void classesOfTheProgramGoBeforeThoseOfTheClassPath() throws Exception {
        programs.write("old/Who.java",
                "class Who { static String am() { return \"class path\"; } }");
        Path classes = programs.compileTo("classes", "old/Who.java");
        programs.write("new/Who.java", "class Who { static String am() { return \"program\"; } }");
        Source source = programs.source("new/Who.java");
        CompiledProgram program = programs.compile("new/Who.java");
        try (var classPath = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            ProgramLoader loader = new ProgramLoader(program, source, classPath,
                    new OnDemandCompiler(ProgramDirectory.compiler(), program.root()));

            assertThat(call(classPath, "Who", "am")).isEqualTo("class path");
            assertThat(call(loader, "Who", "am")).isEqualTo("program");
        }
    }

    @Test
    void aSiblingThatOnlyItsNameRefersToIsCompiledWhenItIsAskedFor() throws Exception {
        programs.write("Main.java", "void main() { }");
        programs.write("a/Late.java", """
                package a;
                class Late {
                    static String hello() { return new Inner().hello() + Other.NAME; }
                    static class Inner { String hello() { return "hello "; } }
                }
                """);
        programs.write("a/Other.java",
                "package a; class Other { static final String NAME = \"other\"; }");

        assertThat(call(programs.loader("Main.java"), "a.Late", "hello")).isEqualTo("hello other");
    }

    @Test
    void unknownClassIsNotFound() throws Exception {
        programs.write("Main.java", "void main() { }");
        ProgramLoader loader = programs.loader("Main.java");

        assertThatThrownBy(() -> loader.loadClass("a.Nowhere"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void aClassThatTwoThreadsAskForIsDefinedOnce() throws Exception {
        programs.write("Main.java", "void main() { }");
        for (int i = 0; i < 50; i++) {
            ProgramLoader loader = programs.loader("Main.java");
            Class<?>[] found = new Class<?>[2];
            List<Thread> threads = List.of(
                    Thread.ofPlatform().start(() -> found[0] = load(loader)),
                    Thread.ofPlatform().start(() -> found[1] = load(loader)));
            for (Thread t : threads) {
                t.join();
            }
            assertThat(found[0]).isNotNull().isSameAs(found[1]);
        }
    }

    private static Class<?> load(ClassLoader loader) {
        try {
            return loader.loadClass("Main");
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void filesNextToSourcesPrecedeResourcesOfClassPath() throws Exception {
        programs.write("src/a/App.java", "package a; class App { void main() { } }");
        programs.write("src/a/text.txt", "beside");
        programs.write("lib/a/text.txt", "class path");
        programs.write("lib/a/more.txt", "more");
        programs.write("secret.txt", "outside");
        Source source = programs.source("src/a/App.java");
        CompiledProgram program = programs.compile("src/a/App.java");
        URL lib = temporary.resolve("lib").toUri().toURL();
        try (var classPath = new URLClassLoader(new URL[] {lib})) {
            ProgramLoader loader = new ProgramLoader(program, source, classPath,
                    new OnDemandCompiler(ProgramDirectory.compiler(), program.root()));

            assertThat(text(loader, "a/text.txt")).isEqualTo("beside");
            assertThat(text(loader, "a/more.txt")).isEqualTo("more");
            assertThat(Collections.list(loader.getResources("a/text.txt"))).hasSize(2);
            assertThat(loader.getResource("../secret.txt")).isNull();
            assertThat(loader.getResource("nothing")).isNull();
        }
    }

    @Test
    void classFilesAreResources() throws Exception {
        programs.write("a/App.java", "package a; class App { void main() { } }");
        ProgramLoader loader = programs.loader("a/App.java");

        try (InputStream in = Objects.requireNonNull(
                loader.loadClass("a.App").getResourceAsStream("App.class"))) {
            assertThat(in.readAllBytes()).startsWith(0xCA, 0xFE, 0xBA, 0xBE);
        }
    }

    @Test
    void whereAClassComesFromIsItsSource() throws Exception {
        Path file = programs.write("Main.java", "void main() { }");

        assertThat(programs.loader("Main.java").loadClass("Main").getProtectionDomain()
                .getCodeSource().getLocation()).isEqualTo(file.toUri().toURL());
    }

    private static String text(ClassLoader loader, String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

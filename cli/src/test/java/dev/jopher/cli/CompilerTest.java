package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerTest {
    @TempDir
    Path temporary;

    private ProgramDirectory programs;

    @BeforeEach
    void directory() {
        programs = new ProgramDirectory(temporary);
    }

    @Test
    void aCompactSourceFileIsAClassOfTheFilesName() throws Exception {
        programs.write("Sheep.java", "void main() { IO.println(1); }");

        assertThat(programs.compile("Sheep.java").typeNames()).containsExactly("Sheep");
        assertThat(programs.compile("Sheep.java").classes()).containsOnlyKeys("Sheep");
    }

    @Test
    void theLibraryIsThereWithoutAFlag() throws Exception {
        programs.write("Hello.java",
                """
                        import static dev.jopher.Go.*;
                        import dev.jopher.*;
                        import dev.jopher.sync.*;
                        void main() { var c = new Channel<String>(); go(() -> c.send("x")); new WaitGroup().await(); }
                        """);

        assertThat(programs.compile("Hello.java").messages()).isEmpty();
    }

    @Test
    void ofTheLibraryOnlyTheExportedPackagesAreThere() {
        programs.write("Inside.java", """
                import dev.jopher.internal.program.Program;
                import dev.jopher.cli.Main;
                void main() { }
                """);

        assertThat(programs.errors("Inside.java"))
                .contains("package dev.jopher.internal.program does not exist")
                .contains("package dev.jopher.cli does not exist");
    }

    @Test
    void siblingsComeAlongIfTheyAreReferredTo() throws Exception {
        programs.write("Main.java", "void main() { Near.hello(); }");
        programs.write("Near.java", "class Near { static void hello() { Far.hello(); } }");
        programs.write("Far.java", "class Far { static void hello() {} }");
        programs.write("Broken.java", "class Broken { nonsense }");

        assertThat(programs.compile("Main.java").classes()).containsOnlyKeys("Main", "Near", "Far");
    }

    @Test
    void anErrorInASiblingShowsBeforeTheProgramRuns() {
        programs.write("Main.java", "void main() { Near.hello(); }");
        programs.write("Near.java", "class Near { static void hello() { int x = true; } }");

        assertThat(programs.errors("Main.java")).contains("Near.java:1: error: incompatible types");
    }

    @Test
    void packagesBeginAboveTheFile() throws Exception {
        programs.write("src/a/b/App.java",
                "package a.b; import c.Util; class App { void main() { new Util(); Near.x(); } }");
        programs.write("src/a/b/Near.java", "package a.b; class Near { static void x() {} }");
        programs.write("src/c/Util.java", "package c; public class Util {}");

        CompiledProgram program = programs.compile("src/a/b/App.java");

        assertThat(program.typeNames()).containsExactly("a.b.App");
        assertThat(program.classes()).containsOnlyKeys("a.b.App", "a.b.Near", "c.Util");
        assertThat(program.root()).isEqualTo(temporary.resolve("src"));
    }

    @Test
    void aSourceThatDoesNotStandWhereItsPackageSaysIsRefused() {
        programs.write("wrong/App.java", "package a.b; class App { void main() {} }");

        assertThatThrownBy(() -> programs.compile("wrong/App.java"))
                .isInstanceOf(CommandException.class)
                .hasMessageEndingWith(
                        "App.java is in package a.b, so it must be in a directory a/b");
    }

    @Test
    void theClassMayHaveAnotherNameThanTheFile() throws Exception {
        programs.write("any-name.java",
                "public class Sheep { public static void main(String[] a) {} }");

        assertThat(programs.compile("any-name.java").typeNames()).containsExactly("Sheep");
    }

    @Test
    void errorsAreWhatJavacPrints() {
        Path file = programs.write("Wrong.java", """
                class Wrong {
                    void main() {
                        int x = "no number";
                        nowhere(x);
                        String s = List.of(1);
                    }
                }
                """);
        ByteArrayOutputStream javac = new ByteArrayOutputStream();
        ToolProvider.getSystemJavaCompiler()
                .run(null, null, javac, "-d", temporary.toString(), file.toString());

        assertThat(programs.errors("Wrong.java"))
                .isEqualTo(javac.toString(StandardCharsets.UTF_8))
                .endsWith("3 errors\n");
    }

    @Test
    void aFirstLineForTheShellIsPassedOverAndTheLinesKeepTheirNumbers() {
        programs.write("script", "#!/usr/bin/env -S jopher run\nvoid main() { nowhere(); }\n");

        assertThat(programs.errors("script"))
                .contains("script:2: error: cannot find symbol")
                .endsWith("1 error\n");
    }

    @Test
    void moduleDescriptorNextToProgramIsIgnored() throws Exception {
        programs.write("module-info.java", "module m { requires nowhere; }");
        programs.write("a/App.java",
                "package a; class App { void main() { dev.jopher.Go.gosched(); } }");

        assertThat(programs.compile("a/App.java").classes()).containsOnlyKeys("a.App");
    }

    @Test
    void warningsComeWithAProgramThatCompiles() throws Exception {
        programs.write("Old.java", "void main() { new java.util.Date(1, 2, 3); }");

        assertThat(programs.compile("Old.java").messages()).contains("[deprecation]", "1 warning");
    }

    @Test
    void standardInputHasNoSiblingsAndIsCalledMain() throws Exception {
        byte[] text = "void main() { }".getBytes(StandardCharsets.UTF_8);
        Source source = Source.ofStandardInput(new ByteArrayInputStream(text));

        CompiledProgram program = ProgramDirectory.compiler().compile(source);

        assertThat(program.typeNames()).containsExactly("Main");
        assertThat(program.root()).isNull();
    }

    @Test
    void compileErrorsInStdinNameStdin() {
        byte[] text = "void main() { nowhere(); }".getBytes(StandardCharsets.UTF_8);
        Source source = Source.ofStandardInput(new ByteArrayInputStream(text));

        assertThatThrownBy(() -> ProgramDirectory.compiler().compile(source))
                .isInstanceOf(CompilationFailedException.class)
                .hasMessageStartingWith("<stdin>:1: error: cannot find symbol");
    }

    @Test
    void classesOfTheClassPathAreSeenAndSourcesGoBeforeThem() throws Exception {
        programs.write("lib/Helper.java", "class Helper { static int old() { return 1; } }");
        ClassPath classPath = new ClassPath(
                List.of(programs.compileTo("classes", "lib/Helper.java")));
        programs.write("app/Main.java", "void main() { Helper.old(); }");
        Compiler compiler = ProgramDirectory.compiler(classPath);

        assertThat(compiler.compile(programs.source("app/Main.java")).classes())
                .containsOnlyKeys("Main");

        programs.write("app/Helper.java", "class Helper { static int renamed() { return 2; } }");
        assertThatThrownBy(() -> compiler.compile(programs.source("app/Main.java")))
                .hasMessageContaining("symbol:   method old()");
    }

    @Test
    void optionsOfTheJvmThatJavacMustKnowAreHandedOn() throws Exception {
        programs.write("Exports.java", "void main() { jdk.internal.misc.VM.isBooted(); }");
        Compiler compiler = new Compiler(ProgramDirectory.LIBRARY, ClassPath.EMPTY,
                JavacOptions.of(List.of("-Xmx1g", "--add-exports",
                        "java.base/jdk.internal.misc=ALL-UNNAMED"), List.of()));

        assertThat(compiler.compile(programs.source("Exports.java")).classes())
                .containsOnlyKeys("Exports");
    }

    @Test
    void javacsOwnOptionsAreHandedOn() throws Exception {
        programs.write("Raw.java", "void main() { java.util.List list = null; }");

        assertThat(compiler("-Xlint:rawtypes").compile(programs.source("Raw.java")).messages())
                .contains("[rawtypes]");
        assertThat(compiler("-Xlint:none").compile(programs.source("Raw.java")).messages())
                .isEmpty();
        assertThatThrownBy(
                () -> compiler("-Xlint:raw").compile(programs.source("Raw.java")))
                .isInstanceOf(CommandException.class)
                .hasMessage("javac: invalid flag: -Xlint:raw");
        assertThat(compiler("-parameters").identity())
                .isNotEqualTo(compiler("-nowarn").identity());
    }

    private static Compiler compiler(String option) {
        return new Compiler(ProgramDirectory.LIBRARY, ClassPath.EMPTY, List.of(option));
    }

    /** Only where the class takes its name from the file's. */
    @Test
    void fileNameThatIsNoIdentifierIsRefused() {
        for (String name : List.of("01-foo.java", "int.java", "my script")) {
            programs.write(name, "void main() {}");
            assertThat(programs.errors(name)).endsWith("jopher: rename " + programs.path()
                    + "/" + name
                    + ": its name is that of its class, so it must be an identifier\n");
        }
        programs.write("02-foo.java", "class Foo { void main() { nowhere(); } }");
        assertThat(programs.errors("02-foo.java")).doesNotContain("rename");
        programs.write("Foo.java", "void main() { nowhere(); }");
        assertThat(programs.errors("Foo.java")).doesNotContain("rename");
    }
}

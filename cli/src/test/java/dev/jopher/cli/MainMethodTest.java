package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which method starts a program: JLS 12.1.4 and JEP 512. */
class MainMethodTest {
    /** Programs write it with say(...). */
    private static final String SAID = "jopher.test.said";

    @TempDir
    Path temporary;

    private ProgramDirectory programs;

    @BeforeEach
    void setUp() {
        programs = new ProgramDirectory(temporary);
        clear();
    }

    @AfterEach
    void clear() {
        System.clearProperty(SAID);
    }

    private void run(String text, String... args) throws Exception {
        programs.write("App.java", text.replace("say(", "System.setProperty(\"" + SAID + "\", "));
        Source source = programs.source("App.java");
        MainMethod.of(programs.compile("App.java").typeNames(), source, programs.loader("App.java"))
                .invoke(args);
    }

    private static String said() {
        return System.getProperty(SAID, "nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "void main() { say(\"main\"); }",
        "static void main() { say(\"main\"); }",
        "public class App { public static void main(String[] args) { say(\"main\"); } }",
        "class App { protected static void main(String... args) { say(\"main\"); } }",
        "class App { static void main() { say(\"main\"); } }",
        "class App { public void main(String[] args) { say(\"main\"); } }",
        "class App { void main() { say(\"main\"); } }",
        "class App { private App() {} void main() { say(\"main\"); } }",
        "class App extends Base {} class Base { protected void main() { say(\"main\"); } }",
        "class App extends Base {} class Base { static void main(String[] a) { say(\"main\"); } }",
        "class App implements Base {} interface Base { default void main() { say(\"main\"); } }",
        "interface App { static void main(String[] args) { say(\"main\"); } }",
        "enum App { A; public static void main(String[] args) { say(\"main\"); } }",
        "record App() { void main() { say(\"main\"); } }"})
    void allOfTheseStart(String text) throws Exception {
        run(text);

        assertThat(said()).isEqualTo("main");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "class App { void main() { say(\"plain\"); } void main(String[] a) { say(\"args\"); } } | args",
        "class App { static void main() { say(\"plain\"); } void main(String[] a) { say(\"args\"); } } | args",
        "class App { void main() { say(\"plain\"); } private void main(String[] a) { } } | plain",
        "class App { void main() { say(\"plain\"); } int main(String[] a) { return 0; } } | plain",
        "class App extends B { void main() { say(\"own\"); } } class B { void main() { say(\"B\"); } } | own",
        "class App extends B { void main() { say(\"own\"); } } class B { void main(String[] a) { say(\"B\"); } } | B",
        "class App extends B implements I {} class B { public void main() { say(\"B\"); } } "
                + "interface I { default void main() { say(\"I\"); } } | B",
        "class First { void main() { say(\"first\"); } } class App { void main() { say(\"app\"); } } | first",
        "class First { } class App { void main() { say(\"app\"); } } | app"})
    void ofSeveralTheJdksRulesChoose(String text, String said) throws Exception {
        run(text);

        assertThat(said()).isEqualTo(said);
    }

    @Test
    void argumentsAreHandedOver() throws Exception {
        run("void main(String[] args) { say(String.join(\"|\", args)); }", "a", "-procs", "");

        assertThat(said()).isEqualTo("a|-procs|");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "class App { }                             | class App has no main method; declare: void main()",
        "class App { private static void main() {} } | the main method of class App is private; declare: void main()",
        "class App { int main() { return 0; } }    | the main method of class App returns int; declare: void main()",
        "class App { void main(int x) { } }        | the main method of class App takes int and not String[]; declare:",
        "class App extends B {} class B { private void main() {} } | the main method of class B is private",
        "class First { } class Second { void main() { } } | class Second has a main method, but class First, which is the first, has none",
        "''                                        | App.java is empty; there is no program to run",
        "class App implements B { } interface B { static void main(String[] a) { } } | class B has a main method, but class App",
        "abstract class App { void main() { } }    | class App is abstract, so its main method cannot",
        "class App { App(int x) { } void main() { } } | class App has no constructor without parameters",
        "import java.util.*;                       | declares no class"})
    void whatCannotBeStartedIsSaidInOneLine(String text, String message) {
        assertThatThrownBy(() -> run(text))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(message)
                .hasMessageStartingWith(temporary.resolve("App.java").toString())
                .hasMessageNotContaining("\n")
                .extracting(e -> ((CommandException) e).exitCode())
                .isEqualTo(1);
    }

    @Test
    void exceptionOfProgramIsThrownUnchanged() {
        assertThatThrownBy(
                () -> run("void main() throws Exception { throw new java.io.IOException(\"x\"); }"))
                .isInstanceOf(IOException.class)
                .hasMessage("x");
        assertThatThrownBy(() -> run("void main() { throw new AssertionError(\"y\"); }"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("y");
        assertThatThrownBy(() -> run(
                "class App { App() { throw new IllegalStateException(\"z\"); } void main() {} }"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("z");
    }
}

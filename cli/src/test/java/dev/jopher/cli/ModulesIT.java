package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.tools.ToolProvider;

import dev.jopher.cli.Shell.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command loads from {@code lib/modules}. */
class ModulesIT {
    private static final String GREETER =
            "public class Greeter { public static String hi() { return \"hi\"; } }";
    private static final String PROGRAM = "void main() { IO.println(Greeter.hi()); }";

    @TempDir
    static Path checkouts;

    private static Checkout checkout = new Checkout(Path.of(""));
    private static Path modules = Path.of("");

    @TempDir
    Path temporary;

    private Shell shell;

    @BeforeAll
    static void install() throws Exception {
        checkout = Checkout.built(checkouts.resolve("jopher"));
        modules = checkout.home().resolve("lib/modules").toRealPath();
        Result version = new Shell(checkouts).run(checkout.script(), "version");
        assertThat(version.exitCode()).as(version.err()).isZero();
        jar(modules.resolve("greeter.jar"), "Greeter", GREETER);
    }

    @BeforeEach
    void setUp() throws IOException {
        shell = new Shell(temporary);
        Files.writeString(temporary.resolve("Hi.java"), PROGRAM);
    }

    /** Makes a jar of one class; of a {@link CommandModule} it names the service as well. */
    private static void jar(Path jar, String name, String source) throws IOException {
        Path folder = Files.createTempDirectory(checkouts, name);
        Path file = Files.writeString(folder.resolve(name + ".java"), source);
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", checkout.jar().toString(),
                        "-d", folder.toString(), file.toString());
        assertThat(exit).isZero();
        URI uri = URI.create("jar:" + jar.toUri());
        try (FileSystem zip = FileSystems.newFileSystem(uri, Map.of("create", "true"))) {
            Files.copy(folder.resolve(name + ".class"), zip.getPath("/" + name + ".class"));
            if (source.contains("CommandModule")) {
                Path services = Files.createDirectories(zip.getPath("/META-INF/services"));
                Files.writeString(services.resolve("dev.jopher.cli.CommandModule"), name);
            }
        }
    }

    @Test
    void aLibraryIsThereForTheCompilerAndTheProgram() throws Exception {
        Result with = shell.run(checkout.script(), "run", "-with", "greeter", "Hi.java");
        Result without = shell.run(checkout.script(), "run", "Hi.java");

        assertThat(with).isEqualTo(new Result(0, "hi\n", ""));
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.err()).contains("Greeter");
    }

    @Test
    void anUnknownLibraryGetsTheNamesOfThoseThatAreThere() throws Exception {
        for (String name : new String[] {"nats", "../modules/greeter", ".gitignore"}) {
            Result result = shell.run(checkout.script(), "run", "-with", name, "Hi.java");
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .startsWith("jopher: there is no library " + name + " in " + modules)
                    .contains("; it has")
                    .contains(" greeter");
        }
    }

    @Test
    void withoutTheScriptALibraryIsRefused() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        Result result =
                shell.run(java, "-jar", checkout.jar(), "run", "-with", "greeter", "Hi.java");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("jopher: -with greeter needs the script jopher\n");
    }

    @Test
    void aJarBringsACommand() throws Exception {
        jar(modules.resolve("jopher-sing.jar"), "Sing", """
                public class Sing implements dev.jopher.cli.CommandModule {
                    public String name() { return "sing"; }
                    public int run(java.util.List<String> words) {
                        System.out.println("la " + words);
                        return 7;
                    }
                }
                """);
        assertThat(shell.run(checkout.script(), "sing", "do", "re"))
                .isEqualTo(new Result(7, "la [do, re]\n", ""));
    }
}

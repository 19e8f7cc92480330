package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every exported type has an example in its Javadoc, and every example compiles. What an example
 * leaves out (jobs, handle) stands in {@code snippets/Given.java}.
 */
class SnippetTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/jopher");
    private static final Path GIVEN = Path.of("src/test/resources/snippets/Given.java");
    private static final String BEGIN = "{@snippet :\n";
    private static final Pattern METHOD = Pattern.compile("^(void|int|String) \\w+\\(.*");

    private static final String IMPORTS = """
            import module java.base;
            import static dev.jopher.Go.*;
            import dev.jopher.*;
            import dev.jopher.spi.*;
            import dev.jopher.sync.*;
            """;

    @TempDir
    Path folder;

    private static List<Path> exportedTypes() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(SnippetTest::isExportedType).sorted().toList();
        }
    }

    private static boolean isExportedType(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java")
                && !name.equals("package-info.java")
                && !file.startsWith(SOURCES.resolve("internal"))
                && Pattern.compile("^public ", Pattern.MULTILINE).matcher(read(file)).find();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> snippets(Path file) {
        List<String> found = new ArrayList<>();
        String source = read(file);
        for (int i = source.indexOf(BEGIN); i >= 0; i = source.indexOf(BEGIN, i + 1)) {
            int start = i + BEGIN.length();
            String lines = source.substring(start, end(source, start));
            found.add(lines.replaceAll("(?m)^ *\\* ?", "").stripTrailing());
        }
        return found;
    }

    /** Where the brace is closed that the tag has opened; those of the code come in pairs. */
    private static int end(String source, int start) {
        int open = 1;
        int i = start;
        while (open > 0) {
            open += switch (source.charAt(i++)) {
                case '{' -> 1;
                case '}' -> -1;
                default -> 0;
            };
        }
        return i - 1;
    }

    @TestFactory
    Stream<DynamicTest> everyExportedTypeHasAnExampleThatCompiles() throws IOException {
        return exportedTypes().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(),
                        () -> check(file)));
    }

    private void check(Path file) throws IOException {
        List<String> snippets = snippets(file);
        assertThat(snippets).as("examples in the Javadoc of %s", file).isNotEmpty();
        for (String snippet : snippets) {
            assertThat(compile(snippet)).as(snippet).isEmpty();
        }
    }

    @Test
    void anExampleThatDoesNotCompileIsFound() throws IOException {
        assertThat(compile("new Channel<String>().send(42);")).contains("incompatible types");
    }

    /** What the compiler says. */
    private String compile(String snippet) throws IOException {
        Path source = Files.createTempDirectory(folder, "snippet").resolve("Example.java");
        Files.writeString(source, IMPORTS + inContext(snippet));
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter out = new StringWriter();
        try (var files = javac.getStandardFileManager(null, null, null)) {
            javac.getTask(
                    out,
                    files,
                    null,
                    List.of("-proc:none", "-cp", "target/classes", "-d", folder.toString()),
                    null,
                    files.getJavaFileObjects(source, GIVEN))
                    .call();
        }
        return out.toString();
    }

    /** A program as it is; a method in a class; statements in a method. */
    private static String inContext(String snippet) {
        if (snippet.contains("void main()")) {
            return snippet;
        }
        String member = METHOD.matcher(snippet.lines().findFirst().orElse("")).matches()
                ? snippet
                : "void example() throws Exception {\n" + snippet + "\n}";
        return "class Example extends Given {\n" + member + "\n}\n";
    }
}

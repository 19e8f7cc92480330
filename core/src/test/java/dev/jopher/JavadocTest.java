package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks javadoc which exported types and members have no comment at all. */
class JavadocTest {
    @Test
    void everythingExportedHasAComment(@TempDir Path out) throws IOException {
        assertThat(withoutComment(Path.of("src", "main", "java"), out)).isEmpty();
    }

    @Test
    void aMissingCommentIsFound(@TempDir Path dir) throws IOException {
        Path sources = Files.createDirectory(dir.resolve("sources"));
        Files.writeString(sources.resolve("A.java"), "public class A { /** B. */ public int b; }");
        assertThat(withoutComment(sources, dir)).hasSize(2); // A, and its constructor by default
    }

    private static List<String> withoutComment(Path sources, Path out) throws IOException {
        DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of("-quiet", "-Xdoclint:missing",
                "-Xdoclint/package:-dev.jopher.internal.*", "-Xmaxwarns", "10000", "-d",
                out.toString(), "--module-path", System.getProperty("jdk.module.path"));
        try (StandardJavaFileManager files = javadoc.getStandardFileManager(found, null, null);
                Stream<Path> all = Files.walk(sources)) {
            List<Path> java = all.filter(f -> f.toString().endsWith(".java")).toList();
            var units = files.getJavaFileObjectsFromPaths(java);
            assertThat(javadoc.getTask(null, files, found, null, options, units).call()).isTrue();
        }
        return found.getDiagnostics()
                .stream()
                .filter(d -> d.getMessage(Locale.ENGLISH).contains("comment"))
                .map(Diagnostic::toString)
                .toList();
    }
}

package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** test/chan/perm.go: what may be done with which view of a channel, decided by the compiler. */
class DirectionsTest {
    private static final String HEADER =
            """
                    import static dev.jopher.Go.*; import dev.jopher.*; class Snippet {
                    void f(ReceiveChannel<Integer> cr, SendChannel<Integer> cs, Channel<Integer> c, int n) {
                    """;

    private static final List<String> RIGHT = List.of(
            "cr = c;",
            "cs = c;",
            "c.send(0);",
            "c.receive();",
            "var r = c.receiveOk();",
            "cr.receive();",
            "var r = cr.receiveOk();",
            "cs.send(0);",
            "select(onSend(c, 0), onReceive(c), onReceive(cr), onSend(cs, 0));",
            "for (var v : c) {}",
            "for (var v : cr) {}",
            "c.close();",
            "cs.close();",
            "cr.tryReceive(); cs.trySend(0);",
            "n = cr.len() + cs.len() + cr.cap() + cs.cap();",
            "cr = Channel.never(); cs = SendChannel.never(); cr = ReceiveChannel.never();",
            "sleep(java.time.Duration.ofMillis(1));");

    private static final Map<String, String> WRONG = Map.ofEntries(
            Map.entry("c = cr;", "cannot be converted"),
            Map.entry("c = cs;", "cannot be converted"),
            Map.entry("cr = cs;", "cannot be converted"),
            Map.entry("cs = cr;", "cannot be converted"),
            Map.entry("n.receive();", "cannot be dereferenced"),
            Map.entry("n.send(2);", "cannot be dereferenced"),
            Map.entry("cr.send(0);", "cannot find symbol"),
            Map.entry("cr.trySend(0);", "cannot find symbol"),
            Map.entry("cs.receive();", "cannot find symbol"),
            Map.entry("cs.receiveOk();", "cannot find symbol"),
            Map.entry("cs.tryReceive();", "cannot find symbol"),
            Map.entry("select(onSend(cr, 0));", "onSend"),
            Map.entry("select(onReceive(cs));", "onReceive"),
            Map.entry("for (var v : cs) {}", "for-each not applicable"),
            Map.entry("cr.close();", "cannot find symbol"),
            Map.entry("n.close();", "cannot be dereferenced"),
            Map.entry("c.send(\"text\");", "cannot be converted"),
            Map.entry("String s = c.receive();", "cannot be converted"),
            Map.entry("new ReceiveChannel<Integer>() {};", "sealed"),
            Map.entry("sleep(500);", "cannot be converted"));

    @Test
    void subtypesAndDirectionsCompile(@TempDir Path out) throws IOException {
        assertThat(errors(RIGHT, out)).isEmpty();
    }

    @Test
    void misusesDoNotCompile(@TempDir Path out) throws IOException {
        List<String> statements = List.copyOf(WRONG.keySet());
        Map<Integer, String> errors = errors(statements, out);
        for (int i = 0; i < statements.size(); i++) {
            assertThat(errors.get(i)).as(statements.get(i))
                    .contains(String.valueOf(WRONG.get(statements.get(i))));
        }
    }

    /** What javac says, by the index of the statement. */
    private static Map<Integer, String> errors(List<String> statements, Path out)
            throws IOException {
        var code = new StringBuilder(HEADER);
        statements.forEach(s -> code.append("{ ").append(s).append(" }\n"));
        code.append("}}");
        int before = (int) HEADER.lines().count() + 1;
        var found = new DiagnosticCollector<JavaFileObject>();
        var javac = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                javac.getStandardFileManager(found, Locale.ENGLISH, null)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(out));
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(classes()));
            boolean ok =
                    javac.getTask(new StringWriter(), files, found, List.of("-proc:none"), null,
                            List.of(source(code.toString()))).call();
            Map<Integer, String> errors = new TreeMap<>();
            for (var d : found.getDiagnostics()) {
                if (d.getKind() == Diagnostic.Kind.ERROR) {
                    errors.merge((int) d.getLineNumber() - before, d.getMessage(Locale.ENGLISH),
                            (a, b) -> a + "\n" + b);
                }
            }
            assertThat(ok).isEqualTo(errors.isEmpty());
            return errors;
        }
    }

    private static Path classes() {
        return Path.of(URI.create(
                Channel.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static JavaFileObject source(String code) {
        return new SimpleJavaFileObject(URI.create("string:///Snippet.java"),
                JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
    }
}

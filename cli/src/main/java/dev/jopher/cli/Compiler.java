package dev.jopher.cli;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskListener;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a program in memory: its main source and, through javac's source path, the siblings it
 * refers to.
 *
 * <p>The options are those of Java's own source launcher (JEP 330, JEP 458), with two exceptions:
 * siblings are compiled at once, so that their errors show before the program runs, and messages
 * are javac's usual ones.
 */
final class Compiler {
    private static final List<String> OPTIONS = List.of(
            "-proc:none",
            "-implicit:class",
            "-Xprefer:source",
            "-Xlint:deprecation",
            "-Xlint:unchecked",
            "-Xlint:-options");

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final List<String> options = new ArrayList<>(OPTIONS);
    private final String library;

    /**
     * Creates a compiler.
     *
     * @param library the jar with {@code dev.jopher}, or a class path with it
     * @param more options that the JVM was given and javac must know
     */
    Compiler(String library, ClassPath classPath, List<String> more) {
        this.library = library;
        options.add("-classpath");
        options.add(classPath.isEmpty() ? library : library + File.pathSeparator + classPath);
        options.addAll(more);
    }

    /**
     * Returns a text that differs when the same source may give other classes: another JDK, library
     * or option.
     */
    String identity() {
        File jar = new File(library);
        return System.getProperty("java.home") + ' ' + Runtime.version() + ' ' + options + ' '
                + jar.length() + ' ' + jar.lastModified();
    }

    CompiledProgram compile(Source source) throws CompilationFailedException {
        try (ProgramFiles files = files()) {
            MainSourceFile main = new MainSourceFile(source);
            ParseListener listener = new ParseListener(source, main, files);
            String messages = compileMain(source, main, files, listener);
            return new CompiledProgram(
                    listener.typeNames(),
                    files.classes(),
                    files.root(),
                    messages,
                    new CompiledProgram.Inputs(listener.siblings(), files.listings()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String compileMain(Source source, MainSourceFile main, ProgramFiles files,
            ParseListener listener) throws CompilationFailedException {
        try {
            return compile(files, main, listener);
        } catch (CompilationFailedException e) {
            // javac prints only "bad file name", in whichever language
            String said = String.valueOf(e.getMessage());
            if (source.canNameClass()
                    || said.lines().noneMatch(l -> l.endsWith(": " + source.simpleName()))) {
                throw e;
            }
            throw new CompilationFailedException(said + "jopher: rename " + source.name()
                    + ": its name is that of its class, so it must be an identifier\n");
        }
    }

    /** Compiles a source that nothing refers to by name, for {@code Class.forName}. */
    Map<String, byte[]> compileSibling(Path root, Path source) throws CompilationFailedException {
        try (ProgramFiles files = files()) {
            files.setRoot(root);
            compile(files, files.open(source), null);
            return files.classes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProgramFiles files() throws IOException {
        StandardJavaFileManager standard =
                javac.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        return new ProgramFiles(standard);
    }

    private String compile(ProgramFiles files, JavaFileObject source,
            @Nullable TaskListener listener) throws CompilationFailedException {
        StringWriter out = new StringWriter();
        JavacTask task = task(out, files, source);
        if (listener != null) {
            task.addTaskListener(listener);
        }
        if (!call(task)) {
            throw new CompilationFailedException(out.toString());
        }
        return out.toString();
    }

    private JavacTask task(StringWriter out, ProgramFiles files, JavaFileObject source) {
        try {
            return (JavacTask) javac.getTask(out, files, null, options, null, List.of(source));
        } catch (IllegalArgumentException | IllegalStateException e) {
            String why = String.valueOf(e.getMessage()).strip();
            throw CommandException.usage("javac: " + why.replaceFirst("^error: ", ""));
        }
    }

    /** Runs the task. Javac wraps what a listener throws; this unwraps it. */
    private static boolean call(JavacTask task) {
        try {
            return task.call();
        } catch (RuntimeException e) {
            throw e.getCause() instanceof CommandException c ? c : e;
        }
    }
}

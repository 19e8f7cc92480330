package dev.jopher.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/** Compiles siblings that only {@code Class.forName} names, when they are asked for. */
final class OnDemandCompiler {
    private final Compiler compiler;
    private final @Nullable Path root;
    private final Map<String, byte[]> classes = new ConcurrentHashMap<>();

    OnDemandCompiler(Compiler compiler, @Nullable Path root) {
        this.compiler = compiler;
        this.root = root;
    }

    /**
     * Returns the class file; null if there is no source for it. A source that does not compile
     * ends the process.
     */
    byte @Nullable [] compile(String className) {
        byte[] known = classes.get(className);
        Path source = known != null || root == null ? null : SourceLookup.sourceOf(root, className);
        if (source == null || root == null) {
            return known;
        }
        try {
            compiler.compileSibling(root, source).forEach(classes::putIfAbsent);
        } catch (CompilationFailedException e) {
            System.err.print(e.getMessage());
            System.exit(Main.EXIT_PROGRAM);
        }
        return classes.get(className);
    }
}

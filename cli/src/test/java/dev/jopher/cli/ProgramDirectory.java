package dev.jopher.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.jopher.Go;

/** A directory with the sources of a test's program, and how to compile and load them. */
record ProgramDirectory(Path path) {
    /** Where the library's classes are. */
    static final String LIBRARY =
            Path.of(Go.class.getProtectionDomain().getCodeSource().getLocation().getPath())
                    .toString();

    /** Writes a file, its directories too. */
    Path write(String name, String text) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Source source(String name) {
        return Source.open(path.resolve(name).toString());
    }

    static Compiler compiler() {
        return compiler(ClassPath.EMPTY);
    }

    static Compiler compiler(ClassPath classPath) {
        return new Compiler(LIBRARY, classPath, List.of());
    }

    CompiledProgram compile(String name) throws CompilationFailedException {
        return compiler().compile(source(name));
    }

    /** What javac says about a program that does not compile. */
    String errors(String name) {
        try {
            compile(name);
        } catch (CompilationFailedException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError(name + " compiles");
    }

    /** Compiles and loads it. */
    ProgramLoader loader(String name) throws CompilationFailedException {
        CompiledProgram program = compile(name);
        return new ProgramLoader(program, source(name), Go.class.getClassLoader(),
                new OnDemandCompiler(compiler(), program.root()));
    }

    /** Compiles a class to a directory of class files. */
    Path compileTo(String directory, String name) throws CompilationFailedException, IOException {
        Path target = path.resolve(directory);
        for (Map.Entry<String, byte[]> c : compile(name).classes().entrySet()) {
            Path file = target.resolve(c.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, c.getValue());
        }
        return target;
    }
}

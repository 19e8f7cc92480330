package dev.jopher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program, and what it takes to compile and load it. */
record ProgramBuild(Source source, Libraries libraries, Compiler compiler, CompileCache cache) {
    static ProgramBuild of(ProgramWords words, Map<String, String> environment) {
        Source source = Source.open(words.file());
        Libraries libraries = Libraries.of(System.getProperty("java.class.path"),
                ClassPath.of(words.classPath()));
        List<String> jvm = new ArrayList<>(JavacOptions.ofEnvironment(environment));
        jvm.addAll(words.jvm());
        Compiler compiler = new Compiler(libraries.jopher(), libraries.classPath(),
                JavacOptions.of(jvm, words.javac()));
        CompileCache cache =
                new CompileCache(CompileCache.directory(environment), compiler.identity());
        return new ProgramBuild(source, libraries, compiler, cache);
    }

    /** Does everything but the call of main itself. */
    MainMethod prepare() throws CompilationFailedException {
        return load(compile());
    }

    /** Compiles the program, or finds it compiled. Prints warnings. */
    CompiledProgram compile() throws CompilationFailedException {
        CompiledProgram program = cache.find(source, libraries.classPath());
        if (program == null) {
            program = compiler.compile(source);
            cache.store(source, libraries.classPath(), program);
        }
        System.err.print(program.messages());
        return program;
    }

    /** Loads the program's classes anew. */
    MainMethod load(CompiledProgram program) {
        ClassLoader loader = new ProgramLoader(program, source, libraries.loader(),
                new OnDemandCompiler(compiler, program.root()));
        MainMethod main = MainMethod.of(program.typeNames(), source, loader);
        Thread.currentThread().setContextClassLoader(loader);
        return main;
    }
}

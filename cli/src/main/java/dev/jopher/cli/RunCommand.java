package dev.jopher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.jopher.internal.program.Program;
import dev.jopher.internal.report.Reports;
import dev.jopher.race.Races;

/** {@code jopher run}: compiles a program, or finds it compiled, and runs it as goroutine 1. */
final class RunCommand {
    private final Source source;
    private final Libraries libraries;
    private final Compiler compiler;
    private final CompileCache cache;

    RunCommand(Source source, Libraries libraries, Compiler compiler, CompileCache cache) {
        this.source = source;
        this.libraries = libraries;
        this.compiler = compiler;
        this.cache = cache;
    }

    static RunCommand of(RunOptions options, Map<String, String> environment) {
        Source source = Source.open(options.file());
        Libraries libraries = Libraries.of(System.getProperty("java.class.path"),
                ClassPath.of(options.classPath()));
        List<String> jvm = new ArrayList<>(JavacOptions.ofEnvironment(environment));
        jvm.addAll(options.jvm());
        Compiler compiler = new Compiler(libraries.jopher(), libraries.classPath(),
                JavacOptions.of(jvm, options.javac()));
        CompileCache cache =
                new CompileCache(CompileCache.directory(environment), compiler.identity());
        return new RunCommand(source, libraries, compiler, cache);
    }

    /**
     * Runs the program. Does not return if a program was started: its end is the end of the JVM.
     */
    static int run(RunOptions options) {
        Map<String, String> environment = System.getenv();
        Environment.check(environment);
        if (options.race() && !Races.isActive()) {
            throw CommandException.usage("the race detector is not active in this JVM");
        }
        ParallelismOption.apply(options.procs(), environment.get("GOMAXPROCS"));
        if (options.schedTrace() != null) {
            System.setProperty("jopher.schedtrace", options.schedTrace()); // read at the first goroutine
        }
        ClassPath.missing(options.classPath()).forEach(Environment::warn);
        Modules.checkLoaded(options.libraries(), System.getProperty("java.class.path"));
        if (options.lockOrder()) {
            System.setProperty("jopher.lockOrder", "true"); // read at the first lock
        }
        if (options.leaks()) {
            System.setProperty("jopher.channels", "true"); // read at the first channel
        }
        try {
            MainMethod main = of(options, environment).prepare();
            if (options.leaks()) {
                Runtime.getRuntime().addShutdownHook(new Thread(LeakReport::atShutdown));
            }
            String[] args = options.args().toArray(String[]::new);
            Program.exec(() -> {
                main.invoke(args);
                if (options.leaks()) {
                    Reports.print(LeakReport.afterMain());
                }
            });
            return Main.EXIT_OK;
        } catch (CompilationFailedException e) {
            System.err.print(e.getMessage());
            return Main.EXIT_PROGRAM;
        }
    }

    /** Does everything but the call itself. */
    MainMethod prepare() throws CompilationFailedException {
        CompiledProgram program = compiled();
        System.err.print(program.messages());
        ClassLoader loader = new ProgramLoader(program, source, libraries.loader(),
                new OnDemandCompiler(compiler, program.root()));
        MainMethod main = MainMethod.of(program.typeNames(), source, loader);
        Thread.currentThread().setContextClassLoader(loader);
        return main;
    }

    private CompiledProgram compiled() throws CompilationFailedException {
        CompiledProgram known = cache.find(source, libraries.classPath());
        if (known != null) {
            return known;
        }
        CompiledProgram program = compiler.compile(source);
        cache.store(source, libraries.classPath(), program);
        return program;
    }
}

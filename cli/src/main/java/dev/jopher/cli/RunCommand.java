package dev.jopher.cli;

import java.net.URLClassLoader;
import java.util.Map;

import dev.jopher.runtime.Program;
import dev.jopher.runtime.Reports;
import org.jspecify.annotations.Nullable;

/** {@code jopher run}: compiles a program, or finds it compiled, and runs it as goroutine 1. */
final class RunCommand {
    private final Source source;
    private final ClassPath classPath;
    private final Compiler compiler;
    private final CompileCache cache;

    RunCommand(Source source, ClassPath classPath, Compiler compiler, CompileCache cache) {
        this.source = source;
        this.classPath = classPath;
        this.compiler = compiler;
        this.cache = cache;
    }

    static RunCommand of(RunOptions options, Map<String, String> environment) {
        Source source = Source.open(options.file());
        ClassPath classPath = ClassPath.of(options.classPath());
        Compiler compiler = new Compiler(System.getProperty("java.class.path"), classPath,
                JavacOptions.of(environment.getOrDefault("JOPHER_JAVA_OPTS", "")));
        CompileCache cache =
                new CompileCache(CompileCache.directory(environment), compiler.identity());
        return new RunCommand(source, classPath, compiler, cache);
    }

    /** Does not return if a program was started: its end is the end of the JVM. */
    static int run(RunOptions options) {
        Map<String, String> environment = System.getenv();
        Procs.apply(options.procs(), environment.get("GOMAXPROCS"));
        schedTrace(options.schedTrace());
        if (options.lockOrder()) {
            System.setProperty("jopher.lockOrder", "true"); // read at the first lock
        }
        if (options.leaks()) {
            System.setProperty("jopher.channels", "true"); // at the first channel
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

    /** The scheduler reads it when the first goroutine is made. */
    private static void schedTrace(@Nullable String millis) {
        if (millis != null) {
            if (!millis.matches("[1-9][0-9]{0,8}")) {
                throw CommandException.usage(
                        "-schedtrace must be a positive number of milliseconds, not '" + millis
                                + "'");
            }
            System.setProperty("jopher.schedtrace", millis);
        }
    }

    /** Everything but the call itself. */
    MainMethod prepare() throws CompilationFailedException {
        CompiledProgram program = compiled();
        System.err.print(program.messages());
        ClassLoader loader = new ProgramLoader(program, source, parent(),
                new LateSources(compiler, program.root()));
        MainMethod main = MainMethod.of(program.typeNames(), source, loader);
        Thread.currentThread().setContextClassLoader(loader);
        return main;
    }

    private CompiledProgram compiled() throws CompilationFailedException {
        CompiledProgram known = cache.find(source, classPath);
        if (known != null) {
            return known;
        }
        CompiledProgram program = compiler.compile(source);
        cache.store(source, classPath, program);
        return program;
    }

    private ClassLoader parent() {
        ClassLoader library = RunCommand.class.getClassLoader();
        return classPath.isEmpty() ? library : new URLClassLoader(classPath.urls(), library);
    }
}

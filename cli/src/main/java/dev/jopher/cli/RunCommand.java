package dev.jopher.cli;

import java.util.Map;

import dev.jopher.internal.program.Program;
import dev.jopher.internal.report.Reports;
import dev.jopher.race.Races;

/** {@code jopher run}: compiles a program, or finds it compiled, and runs it as goroutine 1. */
final class RunCommand {
    private RunCommand() {}

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
        if (options.trace() != null) {
            System.setProperty("jopher.trace", options.trace()); // read when the program starts
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
            ProgramBuild build = ProgramBuild.of(options.words(), environment);
            if (options.replay() != null) {
                return ReplayCommand.run(options.replay(), options, build);
            }
            MainMethod main = build.prepare();
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
}

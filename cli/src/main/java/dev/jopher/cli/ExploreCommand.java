package dev.jopher.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Map;

import dev.jopher.explore.internal.search.Exploration;
import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.search.Result;
import dev.jopher.explore.internal.strategy.Strategies;
import dev.jopher.explore.internal.world.Controllers;
import dev.jopher.explore.internal.world.Goroutines;
import dev.jopher.race.Races;

/** {@code jopher explore}: runs a program under many schedules, until one fails. */
final class ExploreCommand {
    private ExploreCommand() {}

    static int run(ExploreOptions options) {
        Map<String, String> environment = System.getenv();
        Environment.check(environment);
        checkExplorer();
        if (options.race() && !Races.isActive()) {
            throw CommandException.usage("the race detector is not active in this JVM");
        }
        Options search = search(options);
        ClassPath.missing(options.words().classPath()).forEach(Environment::warn);
        Modules.checkLoaded(options.words().libraries(), System.getProperty("java.class.path"));
        try {
            ProgramBuild build = ProgramBuild.of(options.words(), environment);
            ControlledProgram program =
                    new ControlledProgram(build, build.compile(), options.words().args());
            return explore(options, search, program);
        } catch (CompilationFailedException e) {
            System.err.print(e.getMessage());
            return Main.EXIT_PROGRAM;
        }
    }

    /** @throws CommandException if the explorer is not in this JVM */
    static void checkExplorer() {
        if (!Boolean.getBoolean("jopher.controlled")) {
            throw CommandException.usage("the explorer is not active in this JVM");
        }
        boolean unused = Goroutines.init(ExploreCommand.class.getClassLoader());
    }

    private static Options search(ExploreOptions options) {
        Options o = Options.DEFAULT.withSchedules(options.schedules()).withTime(options.time())
                .withSeed(options.seed()).withLeaks(options.leaks());
        if (options.strategy().isEmpty()) {
            return o;
        }
        try {
            Object unused = Strategies.plan(options.strategy(), 0, Options.UNBOUNDED);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()));
        }
        return o.withStrategy(options.strategy());
    }

    private static int explore(ExploreOptions options, Options search,
            ControlledProgram program) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ProgressLine progress = ProgressLine.on(err);
        program.redirect(null, null);
        Result result;
        try {
            result = conduct(new Exploration(search, program, progress));
        } finally {
            ControlledProgram.restore(out, err);
            progress.clear();
        }
        if (result.failure() == null) {
            out.println(summary(result));
            return Main.EXIT_OK;
        }
        out.println(result.failure());
        return Main.EXIT_PROGRAM;
    }

    static Result conduct(Exploration exploration) {
        try {
            return Controllers.call(exploration::run);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static String summary(Result r) {
        StringBuilder line = new StringBuilder("passed: ");
        line.append(r.complete() ? "all " : "").append(number(r.schedules(), "schedule"));
        line.append(", ").append(r.distinct()).append(" distinct; ");
        line.append(number(r.threads(), "goroutine")).append(", ");
        line.append(number(r.points(), "scheduling point"));
        if (r.cutOff() > 0) {
            line.append("; ").append(number(r.cutOff(), "schedule")).append(" cut off");
        }
        return line.toString();
    }

    private static String number(int n, String word) {
        return String.format("%,d %s%s", n, word, n == 1 ? "" : "s");
    }

    /** Standard output as it is, whatever the program does to {@code System.out}. */
    static FileOutputStream standardOutput() {
        return new FileOutputStream(FileDescriptor.out);
    }

    static FileOutputStream standardError() {
        return new FileOutputStream(FileDescriptor.err);
    }
}

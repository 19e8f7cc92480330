package dev.jopher.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

import dev.jopher.explore.internal.report.Finding;
import dev.jopher.explore.internal.report.Investigation;
import dev.jopher.explore.internal.report.JsonReport;
import dev.jopher.explore.internal.report.TextReport;
import dev.jopher.explore.internal.search.Exploration;
import dev.jopher.explore.internal.search.Failure;
import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.search.Result;
import dev.jopher.explore.internal.strategy.Strategies;
import dev.jopher.explore.internal.world.Controllers;
import dev.jopher.explore.internal.world.Goroutines;
import dev.jopher.race.Races;
import org.jspecify.annotations.Nullable;

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
        if (options.jobs() > 1) {
            return Jobs.run(options);
        }
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
        Exploration exploration = new Exploration(search, program, progress);
        Result result;
        @Nullable Finding finding;
        try {
            result = onController(exploration::run);
            Failure failure = result.failure();
            finding = failure == null
                    ? null
                    : onController(() -> Investigation.of(failure, program, options.seed()));
        } finally {
            ControlledProgram.restore(out, err);
            progress.clear();
        }
        Jobs.report(result);
        if (finding == null && result.schedules() == 0 && result.unfinished() != null) {
            throw noneInTime(result.unfinished());
        }
        if (finding == null) {
            out.println(options.json() ? ExploreSummary.json(result) : ExploreSummary.of(result));
            return Main.EXIT_OK;
        }
        FindingFiles.write(options, finding);
        out.print(options.json()
                ? JsonReport.of(finding).stripTrailing() + "\n"
                : text(finding, options.words().file()));
        return Main.EXIT_PROGRAM;
    }

    static CommandException noneInTime(String where) {
        return CommandException.usage("no schedule ended in time (-time): " + where);
    }

    /** Returns the report of a failure, with the command that repeats it. */
    static String text(Finding finding, String file) {
        return TextReport.of(finding).lines().filter(l -> !l.contains("Explore.replay(\""))
                .map(l -> l.startsWith("Replay: ") ? l.replaceFirst(" PROGRAM$",
                        Matcher.quoteReplacement(" " + file)) : l)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    static <T> T onController(Callable<T> work) {
        try {
            return Controllers.call(work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}

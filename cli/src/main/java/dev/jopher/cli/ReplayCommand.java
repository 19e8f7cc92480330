package dev.jopher.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import dev.jopher.explore.internal.replay.Program;
import dev.jopher.explore.internal.replay.Recording;
import dev.jopher.explore.internal.replay.ScheduleFile;
import dev.jopher.explore.internal.replay.Token;
import dev.jopher.explore.internal.report.Finding;
import dev.jopher.explore.internal.report.Investigation;
import dev.jopher.explore.internal.report.Investigation.Repeated;
import dev.jopher.explore.internal.search.Exploration;
import dev.jopher.explore.internal.search.Failure;
import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.search.Progress;
import dev.jopher.explore.internal.search.Result;
import dev.jopher.explore.internal.world.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * {@code jopher run -replay}: repeats a schedule, and shows what the program prints in it. A
 * schedule that no longer fails, because the program was edited so that it does not apply, is not
 * the end: the command then tries others.
 */
final class ReplayCommand {
    private final String file;
    private final ControlledProgram program;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    private ReplayCommand(String file, ControlledProgram program) {
        this.file = file;
        this.program = program;
    }

    /** @param schedule a token, or a file with a schedule or a token */
    static int run(String schedule, RunOptions options, ProgramBuild build)
            throws CompilationFailedException {
        ExploreCommand.checkExplorer();
        @Nullable Path path = existing(schedule);
        String text = path == null ? schedule : read(path);
        boolean isToken = path == null || !text.contains("\n") || text.lines().count() == 1;
        try {
            ControlledProgram program =
                    new ControlledProgram(build, build.compile(), options.args());
            ReplayCommand command = new ReplayCommand(options.file(), program);
            return isToken
                    ? command.ofToken(Token.parse(text), options.repeat())
                    : command.ofFile(ScheduleFile.read(text), options.repeat());
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("-replay: " + e.getMessage());
        }
    }

    private static @Nullable Path existing(String name) {
        try {
            Path path = Path.of(name);
            return Files.isRegularFile(path) ? path : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw CommandException.usage("cannot read " + path + ": " + e.getMessage());
        }
    }

    private int ofToken(Token token, int repeat) {
        Repeated last = null;
        for (int i = 0; i < repeat; i++) {
            last = repeated(token, repeat == 1);
            if (last.finding() != null) {
                return failed(last.finding(), repeat == 1 ? "" : "run " + (i + 1) + ": ");
            }
        }
        return passed(last == null ? null : last.difference(), token.seed(), repeat);
    }

    private Repeated repeated(Token token, boolean isShown) {
        program.redirect(isShown ? new FileOutputStream(FileDescriptor.out) : null,
                isShown ? new FileOutputStream(FileDescriptor.err) : null);
        try {
            return ExploreCommand.onController(() -> Investigation.repeat(token, program));
        } finally {
            ControlledProgram.restore(out, err);
        }
    }

    /** Repeats a recording. After an edit that takes some tries; the one that fails is shown. */
    private int ofFile(Recording recorded, int repeat) {
        Program p = new Program(program, Options.MAX_STEPS, recorded.verdict() == Verdict.LEAK);
        program.redirect(null, null);
        Repeated repeated;
        try {
            repeated = ExploreCommand.onController(() -> Investigation.repeat(recorded, p));
        } finally {
            ControlledProgram.restore(out, err);
        }
        Finding finding = repeated.finding();
        if (finding == null) {
            return passed(repeated.difference(), recorded.seed(), repeat);
        }
        if (finding.token() == null) {
            return failed(finding, "");
        }
        return ofToken(Token.parse(finding.token()), repeat);
    }

    private int failed(Finding finding, String prefix) {
        out.flush();
        err.print(prefix + ExploreCommand.text(finding, file));
        return Main.EXIT_PROGRAM;
    }

    private int passed(@Nullable String difference, long seed, int repeat) {
        if (difference == null) {
            err.println("jopher: the schedule passes"
                    + (repeat == 1 ? "" : ", " + repeat + " times of " + repeat));
            return Main.EXIT_OK;
        }
        err.println("jopher: the schedule passes, but it is another one now: " + difference
                + "; trying others");
        program.redirect(null, null);
        Finding finding;
        try {
            Exploration exploration =
                    new Exploration(Options.DEFAULT.withSeed(seed), program, Progress.NONE);
            Result result = ExploreCommand.onController(exploration::run);
            Failure failure = result.failure();
            if (failure == null) {
                err.println(ExploreSummary.of(result));
                return Main.EXIT_OK;
            }
            finding = ExploreCommand.onController(
                    () -> Investigation.of(failure, program, seed));
        } finally {
            ControlledProgram.restore(out, err);
        }
        return failed(finding, "");
    }
}

package dev.jopher.explore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.jopher.explore.internal.replay.Program;
import dev.jopher.explore.internal.replay.ScheduleFile;
import dev.jopher.explore.internal.replay.Token;
import dev.jopher.explore.internal.report.Finding;
import dev.jopher.explore.internal.report.Investigation;
import dev.jopher.explore.internal.report.Investigation.Repeated;
import dev.jopher.explore.internal.search.Exploration;
import dev.jopher.explore.internal.search.Options;
import dev.jopher.explore.internal.search.Result;
import dev.jopher.explore.internal.world.Verdict;

/**
 * Runs code under many schedules, until one fails.
 *
 * <pre>{@code
 * Explore.check(() -> {
 *     var account = new Account(100);
 *     var wg = new WaitGroup();
 *     wg.go(() -> account.withdraw(80));
 *     wg.go(() -> account.withdraw(80));
 *     wg.await();
 *     assertTrue(account.balance() >= 0);
 * });
 * }</pre>
 *
 * <p>In each run one thread at a time executes, and the explorer chooses at each operation that
 * others could see which one continues. A run fails if an exception leaves one of its threads, if
 * no thread can continue before the code has returned, if two accesses race and the race detector
 * is there, or if it does not end. The failure shows the shortest schedule that the explorer has
 * found, and a token: {@link #replay} repeats that schedule exactly.
 *
 * <p>The code runs many times. It must begin each time with the same state, so it creates all that
 * it uses. Time is virtual: it passes only while all threads wait.
 *
 * <p>Works only in a JVM with the explorer's agent; without it all methods throw an
 * {@link IllegalStateException} that names the JVM's options. There is one exploration at a time in
 * a JVM; other callers wait.
 */
public final class Explore {
    private Explore() {}

    /**
     * Explores with the default options: 1,000 schedules, or 30 seconds.
     *
     * @throws ExplorationFailure if a schedule fails
     */
    public static Explored check(Body body) {
        return check(ExploreOptions.DEFAULT, body);
    }

    /**
     * Explores.
     *
     * @return what was explored
     * @throws ExplorationFailure if a schedule fails
     */
    public static Explored check(ExploreOptions options, Body body) {
        return Session.run(body, () -> {
            Supplier<Runnable> runs = Session.runs(body);
            Options internal = options.internal();
            Result result = new Exploration(internal, runs,
                    dev.jopher.explore.internal.search.Progress.NONE).run();
            if (result.failure() != null) {
                throw new ExplorationFailure(
                        Investigation.of(result.failure(), runs, internal.seed()));
            }
            if (result.schedules() == 0 && result.unfinished() != null) {
                throw new IllegalStateException("no schedule ended in time: "
                        + result.unfinished());
            }
            return Explored.of(result);
        });
    }

    /**
     * Repeats the schedule of a token. If the program was changed so that the schedule no longer
     * applies and does not fail, goes on with other schedules, as {@link #check(Body)} does.
     *
     * @param token from the report of a failure
     * @throws ExplorationFailure if the code fails
     * @throws IllegalArgumentException if that is no token, or a part of it is missing
     */
    public static void replay(String token, Body body) {
        Token t = Token.parse(token);
        after(Session.run(body, () -> Investigation.repeat(t, Session.runs(body))), t.seed(),
                body);
    }

    /**
     * Repeats the schedule of a file, also if the program was edited since: steps of the same kind
     * are aligned. If that does not fail, goes on with other schedules, as {@link #check(Body)}
     * does.
     *
     * @param file written from {@link ExplorationFailure#schedule}
     * @throws ExplorationFailure if the code fails
     * @throws IllegalArgumentException if the file is no schedule
     * @throws UncheckedIOException if it cannot be read
     */
    public static void replay(Path file, Body body) {
        var recorded = ScheduleFile.read(text(file));
        Program p = new Program(Session.runs(body), Options.MAX_STEPS,
                recorded.verdict() == Verdict.LEAK);
        after(Session.run(body, () -> Investigation.repeat(recorded, p)), recorded.seed(), body);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Throws the failure if it was repeated. If the run differs instead, goes on with other
     * schedules: not within the session, because they have one of their own.
     */
    private static void after(Repeated repeated, long seed, Body body) {
        Finding finding = repeated.finding();
        if (finding != null) {
            throw new ExplorationFailure(finding, repeated.difference());
        }
        if (repeated.difference() != null) {
            System.err.println("jopher: explore: " + repeated.difference()
                    + "; other schedules follow");
            Explored unused = check(ExploreOptions.DEFAULT.seed(seed), body);
        }
    }

    /**
     * Collects what the code can return.
     *
     * @param body returns a value with {@code equals} and {@code hashCode}
     * @param <T> of the values
     */
    public static <T> Outcomes<T> outcomes(Callable<? extends T> body) {
        return outcomes(ExploreOptions.DEFAULT, body);
    }

    /**
     * Collects what the code can return. All schedules run, also after one has failed; a failure is
     * an outcome.
     *
     * @param body returns a value with {@code equals} and {@code hashCode}
     * @param <T> of the values
     */
    public static <T> Outcomes<T> outcomes(ExploreOptions options, Callable<? extends T> body) {
        return Session.run(body, () -> OutcomeCollector.collect(options.internal(), body));
    }

    /**
     * Begins a check of whether an object is linearizable.
     *
     * @param subject makes the object that several threads use; called once for each run
     * @param model makes the model, which says what its operations do
     * @param <S> of the object
     * @param <M> of the model
     */
    public static <S, M> Linearizable<S, M> linearizable(Supplier<? extends S> subject,
            Supplier<? extends M> model) {
        return new Linearizable<>(subject, model);
    }
}

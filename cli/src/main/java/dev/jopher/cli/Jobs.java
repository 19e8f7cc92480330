package dev.jopher.cli;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.jopher.explore.internal.search.Result;
import dev.jopher.explore.internal.world.SplitMix;
import org.jspecify.annotations.Nullable;

/**
 * Several explorations at the same time, each in a JVM of its own and with another seed. The first
 * failure counts, and ends the others.
 */
final class Jobs {
    /** Names the file into which a job writes its {@link #report}; a job that fails writes none. */
    private static final String TOTALS = "dev.jopher.totals";

    private static final long POLL_MILLIS = 20;

    private record Job(Process process, Path output, Path errors, Path totals) {
        /** Prints what it has printed. The errors of the first one are there already. */
        void print() throws IOException {
            System.out.write(Files.readAllBytes(output));
            System.out.flush();
            if (Files.exists(errors)) {
                System.err.write(Files.readAllBytes(errors));
                System.err.flush();
            }
        }

        void delete() {
            for (Path file : List.of(output, errors, totals)) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    // the system's folder for such files is emptied in time
                }
            }
        }
    }

    private final List<Job> jobs = new ArrayList<>();

    private Jobs() {}

    /** Starts the jobs and returns the exit code. */
    static int run(ExploreOptions options) {
        if (options.words().file().equals(Source.STANDARD_INPUT)) {
            throw CommandException.usage("-jobs needs the program in a file");
        }
        Jobs all = new Jobs();
        Thread end = new Thread(all::end);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            Path folder = Files.createTempDirectory("jopher");
            folder.toFile().deleteOnExit();
            for (int i = 0; i < options.jobs(); i++) {
                all.start(options, i, folder);
            }
            return all.await(options);
        } catch (IOException e) {
            throw CommandException.usage("cannot start a job: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Main.EXIT_USAGE;
        } finally {
            all.end();
            all.jobs.forEach(Job::delete);
        }
    }

    private void start(ExploreOptions options, int number, Path folder) throws IOException {
        Path output = folder.resolve(number + ".out");
        Path errors = folder.resolve(number + ".err");
        Path totals = folder.resolve(number + ".totals");
        Process process = new ProcessBuilder(command(options, number, totals))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(number == 0
                        ? ProcessBuilder.Redirect.INHERIT
                        : ProcessBuilder.Redirect.to(errors.toFile()))
                .redirectOutput(output.toFile()).start();
        jobs.add(new Job(process, output, errors, totals));
    }

    private static List<String> command(ExploreOptions options, int number, Path totals) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-D" + TOTALS + "=" + totals);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(),
                "explore"));
        ProgramWords words = options.words();
        words.values().forEach((flag, value) -> {
            if (!flag.equals("-jobs") && !flag.equals("-seed") && !flag.equals(OwnFlags.WITH)
                    && !flag.equals("-schedules")) {
                command.add(value == null ? flag : flag + "=" + value);
            }
        });
        command.add("-seed=" + (number == 0
                ? options.seed()
                : SplitMix.mix(options.seed(), number)));
        command.add("-schedules=" + Math.max(1, options.schedules() / options.jobs()));
        words.libraries().forEach(name -> command.add(OwnFlags.WITH + "=" + name));
        command.addAll(words.javac());
        command.addAll(words.jvm());
        command.add(words.file());
        command.addAll(words.args());
        return command;
    }

    /** Waits until one has failed or all have ended. */
    private int await(ExploreOptions options) throws IOException, InterruptedException {
        List<Job> running = new ArrayList<>(jobs);
        while (!running.isEmpty()) {
            for (Job job : List.copyOf(running)) {
                if (job.process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    running.remove(job);
                    int exit = job.process.exitValue();
                    if (exit != 0 && !JobTotals.isThere(job.totals)) {
                        job.print();
                        return exit;
                    }
                }
            }
        }
        JobTotals sum = JobTotals.NONE;
        for (Job job : jobs) {
            sum = sum.plus(JobTotals.read(job.totals));
        }
        if (sum.schedules() == 0) {
            throw ExploreCommand.noneInTime(sum.unfinished());
        }
        System.out.println(options.json() ? sum.json(jobs.size()) : sum.text(jobs.size()));
        return Main.EXIT_OK;
    }

    /** Writes what a job has done, if this process is one, and no schedule has failed. */
    static void report(Result r) {
        @Nullable String file = System.getProperty(TOTALS);
        if (file != null && r.failure() == null) {
            JobTotals.of(r).write(Path.of(file));
        }
    }

    private void end() {
        jobs.forEach(job -> job.process.destroyForcibly());
    }
}

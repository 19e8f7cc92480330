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
    /** Names the file into which a job writes its {@link #report}. */
    private static final String TOTALS = "dev.jopher.totals";

    private static final long POLL_MILLIS = 20;

    private record Job(Process process, Path output, Path totals) {}

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
        }
    }

    private void start(ExploreOptions options, int number, Path folder) throws IOException {
        Path output = folder.resolve(number + ".out");
        Path totals = folder.resolve(number + ".totals");
        Process process = new ProcessBuilder(command(options, number, totals))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectError(number == 0
                        ? ProcessBuilder.Redirect.INHERIT
                        : ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile()).start();
        jobs.add(new Job(process, output, totals));
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
                    if (exit != 0) {
                        System.out.write(Files.readAllBytes(job.output));
                        System.out.flush();
                        return exit;
                    }
                }
            }
        }
        System.out.println(summary(options));
        return Main.EXIT_OK;
    }

    private String summary(ExploreOptions options) throws IOException {
        long schedules = 0;
        long[] most = new long[3];
        for (Job job : jobs) {
            String[] words = Files.readString(job.totals).strip().split(" ");
            schedules += Long.parseLong(words[0]);
            for (int i = 0; i < most.length; i++) {
                most[i] = Math.max(most[i], Long.parseLong(words[i + 1]));
            }
        }
        return options.json()
                ? String.format("{\"verdict\":\"passed\",\"schedules\":%d,\"distinct\":%d,"
                        + "\"goroutines\":%d,\"points\":%d,\"jobs\":%d}", schedules, most[0],
                        most[1], most[2], jobs.size())
                : String.format("passed: %s in %d processes, at least %,d distinct; %s, %s",
                        ExploreSummary.number(schedules, "schedule"), jobs.size(), most[0],
                        ExploreSummary.number(most[1], "goroutine"),
                        ExploreSummary.number(most[2], "scheduling point"));
    }

    /** Writes what a job has done, if this process is one. */
    static void report(Result r) {
        @Nullable String file = System.getProperty(TOTALS);
        if (file != null) {
            try {
                Files.writeString(Path.of(file), r.schedules() + " " + r.distinct() + " "
                        + r.threads() + " " + r.points() + "\n");
            } catch (IOException e) {
                Environment.warn("cannot write " + file + ": " + e.getMessage());
            }
        }
    }

    private void end() {
        jobs.forEach(job -> job.process.destroyForcibly());
    }
}

package dev.jopher.bench.board;

import static dev.jopher.bench.board.Contestant.*;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * From the command to its end: {@code jopher run}, {@code go run} and {@code java} on a small
 * source file.
 */
record StartUpStep(Row row) implements Step {
    static List<StartUpStep> all(Options options) {
        var row = new Row("StartUp", "real", "run Sheep from its source file, without sleeps")
                .without("has no command of its own", KOTLIN, JOX);
        return options.wants(row.name()) ? List.of(new StartUpStep(row)) : List.of();
    }

    @Override
    public String name() {
        return row.name();
    }

    @Override
    public List<Result> take(Setting setting, Options options) {
        var result = new Result(row, Runtime.getRuntime().availableProcessors(), Table.RUN, "ns");
        // The first round fills the caches of jopher and go.
        for (int round = -1; round < 2 * options.rounds(); round++) {
            for (var e : commands(setting).entrySet()) {
                if (setting.present().contains(e.getKey())) {
                    turn(e.getKey(), e.getValue(), result, round >= 0);
                }
            }
        }
        return List.of(result);
    }

    private static Map<Contestant, List<String>> commands(Setting setting) {
        Path sheep = setting.home().resolve("bench/startup");
        return Map.of(
                JOPHER,
                List.of(setting.home().resolve("jopher").toString(), "run", sheep + "/Sheep.java"),
                GO, List.of("go", "run", sheep + "/sheep.go"),
                JDK, List.of(setting.java().toString(), sheep + "/jdk/Sheep.java"));
    }

    private void turn(Contestant c, List<String> command, Result result, boolean counts) {
        try {
            double nanos = nanos(command, row.patience());
            if (counts) {
                result.add(c, nanos);
            }
        } catch (IOException e) {
            result.fail(c, String.valueOf(e.getMessage()));
        }
    }

    /** Measures how long a command takes that prints nothing and exits well. */
    static double nanos(List<String> command, int patience) throws IOException {
        long start = System.nanoTime();
        Process p = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            if (p.waitFor(patience, TimeUnit.SECONDS) && p.exitValue() == 0) {
                return System.nanoTime() - start;
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            p.destroyForcibly();
        }
        throw new IOException("failed");
    }
}

package dev.jopher.bench.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The workers without the race detectors and with them.
 *
 * @param missing variants that are not here, and why
 */
record RaceSetting(Setting setting, Map<RaceVariant, String> missing) {
    private static final String REPORT = "DATA RACE";

    /** Builds Go's worker with its detector, which needs cgo and a C compiler. */
    static RaceSetting find(Setting setting) throws IOException {
        var missing = new EnumMap<RaceVariant, String>(RaceVariant.class);
        String go = setting.missing().get(Contestant.GO);
        String failure = go != null ? go
                : GoBuild.build(setting.home().resolve("bench/go"), goWorker(setting.home()),
                        "-race");
        if (go != null) {
            missing.put(RaceVariant.GO, go);
        }
        if (!failure.isEmpty()) {
            missing.put(RaceVariant.GO_RACE, failure.replace('\n', ' '));
        }
        if (!Files.exists(jar(setting.home()))) {
            missing.put(RaceVariant.JOPHER_RACE, "there is no race/target/jopher-race.jar");
        }
        return new RaceSetting(setting, missing);
    }

    private static Path goWorker(Path home) {
        return home.resolve("bench/target/go-worker-race");
    }

    private static Path jar(Path home) {
        return home.resolve("race/target/jopher-race.jar");
    }

    Set<RaceVariant> present() {
        var all = EnumSet.allOf(RaceVariant.class);
        all.removeAll(missing.keySet());
        return all;
    }

    /** Removes what the workers of the row before have reported. */
    void clearLogs() throws IOException {
        for (RaceVariant v : RaceVariant.values()) {
            Files.deleteIfExists(log(v));
        }
    }

    WorkerProcess start(RaceVariant v) throws IOException {
        return new WorkerProcess(command(v), log(v));
    }

    List<String> command(RaceVariant v) {
        int procs = RaceStep.PROCS;
        String[] flags = v == RaceVariant.JOPHER_RACE ? agent() : new String[0];
        var command =
                new ArrayList<>(setting.command(v.runtime, procs, Table.RUN, flags));
        if (v == RaceVariant.GO_RACE) {
            command.set(0, goWorker(setting.home()).toString());
        }
        return command;
    }

    /** Returns the flags that {@code jopher run -race} gives besides. */
    private String[] agent() {
        Path jar = jar(setting.home());
        return new String[] {"-XX:InlineSmallCode=6000", "-Xbootclasspath/a:" + jar,
            "-javaagent:" + jar, "-Djopher.race=true"};
    }

    private Path log(RaceVariant v) {
        return setting.log("race-" + v.key());
    }

    /** Returns whether that worker has reported a race. The rows have none. */
    boolean hasReported(RaceVariant v) throws IOException {
        return Files.exists(log(v)) && Files.readString(log(v)).contains(REPORT);
    }
}

package dev.jopher.bench.board;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the detector keeps of goroutines: of each one of 100,000 that live, more than without it;
 * and of each one of millions that have ended.
 *
 * <p>Jopher's detector has everything on the heap, and its figures are what is used of that after a
 * collection: the size of a JVM moves in steps that are larger than both. Go's has its own memory,
 * and its figures are those of the process.
 *
 * @param live bytes for each that lives
 * @param ended bytes for each that has ended
 */
record RaceLife(Contestant runtime, List<Double> live, List<Double> ended) {
    static final int LIVE = 100_000;
    /** One turn of that row starts a million, 1,000 at a time. */
    private static final String SEQUENCE = "ShortLived1M";
    private static final int MILLION = 1_000_000;
    private static final int PATIENCE = 300;

    RaceLife(Contestant runtime) {
        this(runtime, new ArrayList<>(), new ArrayList<>());
    }

    /** Returns how many millions are started in sequence. */
    static int millions(Options options) {
        return options.quick() ? 1 : 10;
    }

    /** Returns what is known of that runtime. */
    static RaceLife take(RaceSetting setting, Options options, Contestant runtime) {
        var life = new RaceLife(runtime);
        try {
            life.measure(setting, options);
        } catch (IOException | WorkerException e) {
            System.err.println("        " + runtime.title + ": " + e.getMessage());
        }
        return life;
    }

    private void measure(RaceSetting setting, Options options)
            throws IOException, WorkerException {
        if (setting.missing().keySet().stream().anyMatch(v -> v.runtime == runtime)) {
            return;
        }
        double without = blocked(setting, false);
        live.add(blocked(setting, true) - without);
        try (var worker = setting.start(RaceVariant.of(runtime, true))) {
            Row row = new Row(SEQUENCE, "", "").within(PATIENCE);
            double unused = CliffStep.cold(row, worker);
            double before = used(worker);
            int millions = millions(options);
            for (int i = 0; i < millions; i++) {
                unused += CliffStep.cold(row, worker);
            }
            ended.add((used(worker) - before) / millions / MILLION);
        }
    }

    private double blocked(RaceSetting setting, boolean isDetecting)
            throws IOException, WorkerException {
        try (var worker = setting.start(RaceVariant.of(runtime, isDetecting))) {
            double before = used(worker);
            String unused = worker.ask("block " + LIVE, PATIENCE);
            return (used(worker) - before) / LIVE;
        }
    }

    private double used(WorkerProcess worker) throws IOException, WorkerException {
        String answer = worker.ask("used", PATIENCE);
        return runtime == Contestant.GO ? worker.residentBytes()
                : Double.parseDouble(answer.replace("used ", ""));
    }
}

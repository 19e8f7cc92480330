package dev.jopher.bench.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * {@code bench/board -growth}: asks a fresh worker for each structure. It warms up with few things;
 * what is slow only in a cold process is among the {@link Cliffs}. Of each size counts the shortest
 * of some times: whatever else the machine does only adds to it.
 */
final class GrowthRun {
    private static final int PROCS = 2;
    private static final int WARM_UP = 1000;
    private static final long WARM_UP_NANOS = 1_000_000_000;
    private static final int TIMES = 3;
    /** Seconds. What is linear takes less than one. */
    private static final int PATIENCE = 30;

    private GrowthRun() {}

    /** Returns the exit code: 1 if something grows too fast. */
    static int run(Setting setting, Options options) throws IOException {
        List<Growth> all = Growths.all().stream().filter(g -> options.wants(g.name())).toList();
        if (all.isEmpty()) {
            System.err.println("nothing has a name that begins so");
            return 2;
        }
        for (Growth g : all) {
            try (var worker = setting.start(Contestant.JOPHER, PROCS, Table.RUN)) {
                measure(g, worker);
            } catch (IOException | WorkerException e) {
                System.err.println(g.name() + ": " + e.getMessage());
            }
            System.err.print(GrowthReport.line(g));
        }
        Path out = Files.createDirectories(options.out());
        Files.writeString(out.resolve("GROWTH.md"), GrowthReport.markdown(all));
        Files.writeString(out.resolve("growth.svg"), GrowthReport.svg(all));
        System.out.print(GrowthReport.markdown(all));
        System.err.println("written to " + out);
        return all.stream().allMatch(Growth::isGood) ? 0 : 1;
    }

    private static void measure(Growth g, WorkerProcess worker) throws WorkerException {
        for (long start = System.nanoTime(); System.nanoTime() - start < WARM_UP_NANOS;) {
            double unused = nanos(g, WARM_UP, worker);
        }
        for (int n : Growth.SIZES) {
            double best = Double.MAX_VALUE;
            for (int i = 0; i < TIMES; i++) {
                best = Math.min(best, nanos(g, n, worker));
            }
            g.nanos().add(best);
        }
    }

    private static double nanos(Growth g, int n, WorkerProcess worker) throws WorkerException {
        String answer = worker.ask(String.format(Locale.ROOT, "grow %s %d", g.name(), n), PATIENCE);
        if (!answer.startsWith("ns ")) {
            throw new WorkerException(answer, null);
        }
        return Double.parseDouble(answer.replaceFirst("ns (\\S+).*", "$1"));
    }
}

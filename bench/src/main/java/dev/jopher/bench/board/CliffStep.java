package dev.jopher.bench.board;

import java.io.IOException;
import java.util.List;

/**
 * Measures a {@link Cliff}: once in each of a few fresh processes, which are cold as those of users
 * are.
 */
record CliffStep(Cliff cliff) {
    static final int PROCS = 2;

    /** Returns all that is wanted. */
    static List<CliffStep> all(Options options) {
        boolean wanted = options.wants(Options.Part.CLIFFS)
                || options.part() == Options.Part.ROWS && !options.rows().isEmpty();
        return wanted ? Cliffs.ALL.stream().filter(c -> options.wants(c.row().name()))
                .map(CliffStep::new).toList() : List.of();
    }

    static int rounds(Options options) {
        return options.quick() ? 1 : 3;
    }

    Result take(Setting setting, Options options) {
        var result = new Result(cliff.row(), PROCS, Table.RUN, "ns");
        for (int i = 0; i < rounds(options); i++) {
            for (Contestant c : setting.present()) {
                if (!result.notes().containsKey(c)) {
                    measure(setting, c, result);
                }
            }
        }
        return result;
    }

    private void measure(Setting setting, Contestant c, Result result) {
        List<String> flags = c == Contestant.JOPHER ? cliff.flags() : List.of();
        try (var worker = setting.start(c, PROCS, Table.RUN, flags.toArray(String[]::new))) {
            result.add(c, cold(cliff.row(), worker));
        } catch (IOException | WorkerException e) {
            result.fail(c, String.valueOf(e.getMessage()));
        }
    }

    /** Measures a worker that has done nothing yet. */
    static double cold(Row row, WorkerProcess worker) throws WorkerException {
        return new Turns(worker, row, 1).next();
    }
}

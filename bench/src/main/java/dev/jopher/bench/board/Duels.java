package dev.jopher.bench.board;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes the pairs of all rows in sweeps: each sweep measures one pair of each row that is still
 * open. What disturbs the machine for a minute so hits one pair of many rows instead of all pairs
 * of one. After {@link #least} sweeps only those rows go on whose verdict is not certain, until the
 * most pairs are taken or the time is up.
 */
final class Duels {
    /** A row that has failed so often is out. */
    private static final int FAILURES = 2;

    private final List<Duel> all;
    private final int least;
    private final int most;
    private final Duration time;
    private final List<Duel> failures = new ArrayList<>();
    private final long started = System.nanoTime();

    /** Creates the sweeps. None begins after {@code time}, except for the {@code least}. */
    Duels(List<Duel> all, int least, int most, Duration time) {
        this.all = all;
        this.least = least;
        this.most = most;
        this.time = time;
    }

    /** Returns all that is wanted, in the order of the board. */
    static List<Duel> all(Options options) {
        var duels = new ArrayList<Duel>();
        for (Table table : options.tables()) {
            for (int procs : options.procs(table)) {
                Rows.ALL.stream().filter(r -> r.isFor(options, procs, table))
                        .filter(r -> !r.absent().containsKey(Contestant.JOPHER))
                        .filter(r -> !r.once() || !options.quick() || !options.rows().isEmpty())
                        .forEach(r -> duels.add(new TimedDuel(r, procs, table)));
                // The other server is the same for Jopher.
                LoadStep.all(options, procs, table).stream()
                        .filter(s -> !s.kind().equals("httpdefault"))
                        .forEach(s -> duels.add(new LoadDuel(s)));
            }
            MemoryStep.all(options, table).stream().limit(1)
                    .forEach(s -> duels.add(new MemoryDuel(s)));
        }
        // They take long: -quick has none of them unless it is asked for some.
        Cliffs.ALL.stream().filter(c -> options.wants(c.row().name()))
                .filter(_ -> !options.quick() || !options.rows().isEmpty())
                .forEach(c -> duels.add(new ColdDuel(c)));
        StartUpStep.all(options).forEach(s -> duels.add(new StartUpDuel(s.row())));
        return duels;
    }

    /** Returns the outcome, in the order of the board. */
    List<Comparison> take(Duel.Builds builds) {
        for (int sweep = 0; sweep < most; sweep++) {
            List<Duel> open = open(sweep);
            for (int i = 0; i < open.size(); i++) {
                System.err.printf(Locale.ROOT, "[sweep %d, row %d/%d, %d min] ", sweep + 1, i + 1,
                        open.size(), spent().toMinutes());
                take(open.get(i), builds, (sweep + i) % 2 == 0);
            }
        }
        return all.stream().flatMap(d -> d.comparisons().stream()).toList();
    }

    private List<Duel> open(int sweep) {
        if (sweep >= least && spent().compareTo(time) > 0) {
            return List.of();
        }
        return all.stream().filter(d -> d.comparisons().stream().anyMatch(c -> c.isOpen(least)))
                .toList();
    }

    private Duration spent() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void take(Duel duel, Duel.Builds builds, boolean ourFirst) {
        try {
            duel.pair(builds, ourFirst);
        } catch (Duel.FigureException e) {
            failed(duel, e);
        } catch (IOException e) {
            duel.comparisons().forEach(c -> c.fail(String.valueOf(e.getMessage())));
        }
        duel.comparisons().forEach(c -> System.err.println(AgainstReport.line(c)));
    }

    private void failed(Duel duel, Duel.FigureException e) {
        failures.add(duel);
        String why = String.valueOf(e.getMessage());
        System.err.println("no figure " + (e.isOurs() ? "here" : "there") + ": " + why);
        for (Comparison c : duel.comparisons()) {
            if (e.isMissing()) {
                c.leaveOut(e.isOurs() ? "is not here" : "is not there");
            } else if (failures.stream().filter(d -> d == duel).count() >= FAILURES) {
                if (e.isOurs()) {
                    c.fail(why);
                } else {
                    c.leaveOut("failed there: " + why);
                }
            }
        }
    }
}

package dev.jopher.bench.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code bench/board -against COMMIT}: is the working tree slower than that commit, and in which
 * rows.
 */
final class Against {
    private static final int LEAST = SignedRank.LEAST;

    private Against() {}

    /**
     * Returns the exit code: 1 if a row is slower or failed, 2 if the commit cannot be compared
     * with.
     */
    static int run(Setting setting, Options options, String commit) throws IOException {
        String load = Machine.load();
        List<Duel> duels = Duels.all(options);
        if (duels.isEmpty()) {
            System.err.println("no row has a name that begins so");
            return 2;
        }
        try (Checkout checkout = Checkout.of(setting.home(), commit)) {
            var builder = new Builder(setting, Files.createDirectories(
                    checkout.dir().resolve("bench/target/against")));
            Build ours = builder.ours();
            System.err.println("building " + checkout.title() + "...");
            Build theirs = builder.theirs(checkout.dir());
            var builds = new Duel.Builds(ours, theirs, options,
                    setting.home().resolve("bench/target/log"));
            String here = Checkout.describe(setting.home());
            var sweeps = new Duels(duels, LEAST, Math.max(options.rounds(), LEAST),
                    Duration.ofMinutes(options.quick() ? 12 : 120));
            var report = new AgainstReport(here, checkout.title(), builder.note(), load,
                    sweeps.take(builds));
            write(report, options.out());
            return report.isGood() ? 0 : 1;
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("bench/board -against: " + e.getMessage());
            return 2;
        }
    }

    private static void write(AgainstReport report, Path to) throws IOException {
        Path out = Files.createDirectories(to);
        Files.writeString(out.resolve("AGAINST.md"), report.markdown());
        Files.writeString(out.resolve("against.json"), report.json());
        System.out.print(report.markdown());
        System.err.println("written to " + out);
    }
}

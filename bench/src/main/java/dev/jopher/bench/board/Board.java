package dev.jopher.bench.board;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command {@code bench/board}. */
public final class Board {
    private final Setting setting;
    private final Options options;
    private final List<Result> results = new ArrayList<>();
    private final List<Limit> limits = new ArrayList<>();
    private final List<Price> prices = new ArrayList<>();
    private final List<Result> cliffs = new ArrayList<>();
    private final List<RaceCost> races = new ArrayList<>();
    private final List<RaceLife> lives = new ArrayList<>();
    private final List<ServerResult> servers = new ArrayList<>();

    private Board(Setting setting, Options options) {
        this.setting = setting;
        this.options = options;
    }

    /** Arguments: the repository, the file with the flags of jopher run, and the user's. */
    static void main(String[] args) throws IOException {
        var home = Path.of(args[0]);
        Options options;
        try {
            options = Options.parse(home.resolve("bench"), List.of(args).subList(2, args.length));
        } catch (RuntimeException e) {
            System.err.print(Arguments.USAGE);
            System.exit(2);
            return;
        }
        String against = options.against();
        if (against != null) {
            System.exit(Against.run(Setting.jopherAlone(home, Path.of(args[1])), options, against));
        }
        if (options.part() == Options.Part.GROWTH) {
            System.exit(GrowthRun.run(Setting.jopherAlone(home, Path.of(args[1])), options));
        }
        String load = Machine.load();
        var board = new Board(Setting.find(home, Path.of(args[1])), options);
        board.setting.missing().forEach(Progress::missing);
        board.measure();
        board.write(load);
    }

    private void measure() throws IOException {
        List<Step> steps = Step.all(options);
        List<LimitStep> limitSteps = LimitStep.all(options);
        List<PriceStep> priceSteps = PriceStep.all(options);
        List<CliffStep> cliffSteps = CliffStep.all(options);
        List<RaceStep> raceSteps = RaceStep.all(options);
        List<ServerRow> serverRows = ServerStep.wanted(options);
        var progress = new Progress(steps.size() + limitSteps.size() + priceSteps.size()
                + cliffSteps.size() + raceSteps.size() + serverRows.size());
        for (Step step : steps) {
            progress.begin(step.name());
            List<Result> of = step.take(setting, options);
            results.addAll(of);
            progress.end(of);
        }
        for (LimitStep step : limitSteps) {
            progress.begin(step.limits().getFirst().what());
            List<Limit> known = step.take(setting);
            limits.addAll(known);
            progress.endLimits(known);
        }
        for (PriceStep step : priceSteps) {
            progress.begin(step.name());
            Price price = step.take(setting);
            prices.add(price);
            progress.end(price);
        }
        for (CliffStep step : cliffSteps) {
            progress.begin(step.cliff().row().name());
            Result result = step.take(setting, options);
            cliffs.add(result);
            progress.endCliff(result);
        }
        for (ServerRow row : serverRows) {
            progress.begin(row.name());
            ServerResult result = ServerStep.take(row, setting, options);
            servers.add(result);
            progress.end(result);
        }
        measureRaces(raceSteps, progress);
    }

    private void measureRaces(List<RaceStep> steps, Progress progress) throws IOException {
        if (steps.isEmpty()) {
            return;
        }
        var raceSetting = RaceSetting.find(setting);
        for (RaceStep step : steps) {
            progress.begin(step.name());
            RaceCost cost = step.take(raceSetting, options);
            races.add(cost);
            progress.end(cost);
        }
        if (options.rows().isEmpty()) {
            lives.add(RaceLife.take(raceSetting, options, Contestant.JOPHER));
            lives.add(RaceLife.take(raceSetting, options, Contestant.GO));
        }
    }

    private void write(String load) throws IOException {
        Path out = Files.createDirectories(options.out());
        if (options.wants(Options.Part.ROWS)) {
            var machine = Machine.look(setting, load);
            Files.writeString(out.resolve("board.json"), BoardJson.of(results));
            Files.writeString(out.resolve("board.svg"), BoardChart.of(results));
            Files.writeString(out.resolve("BOARD.md"),
                    new BoardMarkdown(setting, options, machine, results).text() + notes());
        }
        if (!limits.isEmpty() || !prices.isEmpty() || !cliffs.isEmpty() || !races.isEmpty()
                || !servers.isEmpty()) {
            writeParts(out, load);
        }
        System.err.println("written to " + out);
    }

    /** Writes them into the board that was written now, or was there. */
    private void writeParts(Path out, String load) throws IOException {
        Path json = out.resolve("board.json");
        Path text = out.resolve("BOARD.md");
        String rows = Files.exists(json) ? Files.readString(json) : BoardJson.of(results);
        rows = CliffSection.intoJson(LimitSection.intoJson(rows, limits), cliffs);
        rows = PriceSection.intoJson(rows, prices);
        rows = ServerSection.intoJson(rows, servers);
        Files.writeString(json, RaceSection.intoJson(rows, races, lives));
        String board = Files.exists(text) ? Files.readString(text) : "";
        if (!limits.isEmpty()) {
            board = LimitSection.intoMarkdown(board, LimitSection.markdown(limits));
        }
        if (!prices.isEmpty()) {
            board = PriceSection.intoMarkdown(board, prices, load);
        }
        if (!cliffs.isEmpty()) {
            board = CliffSection.intoMarkdown(board,
                    CliffSection.markdown(cliffs, CliffStep.rounds(options)));
        }
        if (!races.isEmpty()) {
            board = RaceSection.intoMarkdown(board,
                    RaceSection.markdown(races, lives, options, load));
        }
        if (!servers.isEmpty()) {
            board = ServerSection.intoMarkdown(board,
                    ServerSection.markdown(servers, options, load));
        }
        Files.writeString(text, board);
    }

    /** Returns what people have to say about the figures. */
    private String notes() throws IOException {
        Path notes = setting.home().resolve("bench/notes.md");
        return Files.exists(notes) ? "\n" + Files.readString(notes) : "";
    }
}

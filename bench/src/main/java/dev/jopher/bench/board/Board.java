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
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        String load = Machine.load();
        var board = new Board(Setting.find(home, Path.of(args[1])), options);
        board.setting.missing().forEach(Progress::missing);
        board.measure();
        board.write(load);
    }

    private void measure() {
        List<Step> steps = Step.all(options);
        var progress = new Progress(steps.size());
        for (Step step : steps) {
            progress.begin(step.name());
            List<Result> of = step.take(setting, options);
            results.addAll(of);
            progress.end(of);
        }
    }

    private void write(String load) throws IOException {
        Path out = Files.createDirectories(options.out());
        var machine = Machine.look(setting, load);
        Files.writeString(out.resolve("board.json"), BoardJson.of(results));
        Files.writeString(out.resolve("board.svg"), BoardChart.of(results));
        String notes = notes();
        Files.writeString(out.resolve("BOARD.md"),
                new BoardMarkdown(setting, options, machine, results).text() + notes);
        System.err.println("written to " + out);
    }

    /** What people have to say about the figures. */
    private String notes() throws IOException {
        Path notes = setting.home().resolve("bench/notes.md");
        return Files.exists(notes) ? "\n" + Files.readString(notes) : "";
    }
}

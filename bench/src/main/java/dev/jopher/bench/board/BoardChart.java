package dev.jopher.bench.board;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * board.svg: a line for each row, a dot for each other runtime; left of the middle Jopher is ahead.
 */
final class BoardChart {
    private static final Map<Contestant, String> COLOURS = Map.of(Contestant.GO, "#0091b3",
            Contestant.KOTLIN, "#7f52ff", Contestant.JOX, "#d97706", Contestant.JDK, "#6b7280");
    private static final int NAMES = 170;
    private static final int WIDTH = 820;
    private static final int HEAD = 76;
    private static final int LINE = 18;
    /** The scale goes from 1/32 to 32, by doublings. */
    private static final int DOUBLINGS = 5;

    private final List<Result> rows;
    private final StringBuilder svg = new StringBuilder();

    private BoardChart(List<Result> rows) {
        this.rows = rows;
    }

    /** Draws the first table with the most processors: what most people have. */
    static String of(List<Result> results) {
        int procs = results.stream().mapToInt(Result::procs).max().orElse(0);
        return new BoardChart(results.stream().filter(r -> r.procs() == procs)
                .filter(r -> r.table() == results.getFirst().table() && !r.ratios().isEmpty())
                .toList()).draw();
    }

    private String draw() {
        int height = HEAD + rows.size() * LINE + 20;
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                + "font-family=\"sans-serif\" font-size=\"11\">", WIDTH, height, WIDTH, height);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        add("<text x=\"10\" y=\"20\" font-size=\"15\">Time of Jopher / time of the other%s</text>",
                rows.isEmpty() ? "" : ", " + rows.getFirst().procs() + " processors");
        legend();
        add("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#e8f5e9\"/>", NAMES,
                HEAD - 4, x(1) - NAMES, rows.size() * LINE + 4);
        for (int i = -DOUBLINGS; i <= DOUBLINGS; i++) {
            grid(i, height);
        }
        for (int i = 0; i < rows.size(); i++) {
            row(rows.get(i), HEAD + i * LINE + LINE / 2);
        }
        add("</svg>");
        return svg.toString();
    }

    private void add(String format, Object... args) {
        svg.append(String.format(Locale.ROOT, format, args)).append('\n');
    }

    private void legend() {
        int x = 10;
        for (Contestant c : Contestant.values()) {
            if (COLOURS.containsKey(c)) {
                add("<circle cx=\"%d\" cy=\"38\" r=\"5\" fill=\"%s\"/>", x + 5, COLOURS.get(c));
                add("<text x=\"%d\" y=\"42\">%s</text>", x + 14, c.title);
                x += 70;
            }
        }
        add("<text x=\"%.1f\" y=\"42\" fill=\"#2e7d32\">Jopher is ahead</text>", x(1) - 130);
        add("<text x=\"%.1f\" y=\"42\" fill=\"#b71c1c\">the other is ahead</text>", x(1) + 30);
    }

    private void grid(int doubling, int height) {
        double x = x(Math.pow(2, doubling));
        add("<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>", x, HEAD - 4, x,
                height - 20, doubling == 0 ? "#444444" : "#dddddd");
        String label = doubling < 0 ? "1/" + (1 << -doubling) : Integer.toString(1 << doubling);
        add("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x, HEAD - 10, label);
    }

    private void row(Result r, int y) {
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>", NAMES - 10, y + 4,
                r.row().name());
        r.ratios().forEach((c, ratio) -> {
            add("<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\" fill-opacity=\"0.85\">",
                    x(ratio), y,
                    COLOURS.getOrDefault(c, "#000000"));
            add("<title>%s: %s of %s</title></circle>", r.row().name(), Figure.ratio(ratio),
                    c.title);
        });
    }

    /** Returns where a ratio is drawn. One that is off the scale is drawn at its end. */
    private static double x(double ratio) {
        double doublings = Math.clamp(Math.log(ratio) / Math.log(2), -DOUBLINGS, DOUBLINGS);
        return NAMES + 10 + (doublings + DOUBLINGS) / (2 * DOUBLINGS) * (WIDTH - NAMES - 30);
    }
}

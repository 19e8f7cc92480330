package dev.jopher.bench.board;

import java.util.List;
import java.util.Locale;

/** What {@code bench/board -growth} prints and draws. */
final class GrowthReport {
    private static final int SIDE = 420;
    private static final int MARGIN = 40;
    /** The vertical axis goes so many doublings up: what is quadratic reaches 6. */
    private static final int DOUBLINGS = 7;

    private GrowthReport() {}

    static String markdown(List<Growth> all) {
        var text = new StringBuilder("# How the time grows\n\n");
        text.append("The time for n of something, n doubled three times; 2 processors, the flags of"
                + " `jopher run`. The exponent is 1 where twice as many take twice as long, 2 where"
                + " they take four times as long; more than ").append(Growth.MOST)
                .append(" is a cliff.\n\n![Growth](growth.svg)\n\n| |");
        Growth.SIZES.forEach(n -> text.append(String.format(Locale.ROOT, " %,d |", n)));
        text.append(" exponent | | n |\n|---|").append("---:|".repeat(Growth.SIZES.size()))
                .append("---:|---|---|\n");
        all.forEach(g -> text.append(line(g)));
        return text.append('\n').toString();
    }

    static String line(Growth g) {
        var text = new StringBuilder("| ").append(g.name()).append(" |");
        for (int i = 0; i < Growth.SIZES.size(); i++) {
            text.append(i < g.nanos().size()
                    ? String.format(Locale.ROOT, " %.2f ms |", g.nanos().get(i) / 1e6)
                    : " |");
        }
        text.append(g.nanos().size() < 2 ? " |"
                : String.format(Locale.ROOT, " %.2f |", g.exponent()));
        return text.append(g.isGood() ? " |" : " **grows too fast** |").append(' ')
                .append(g.what()).append(" |\n").toString();
    }

    /** Draws a line for each, by doublings: the grey ones are linear and quadratic. */
    static String svg(List<Growth> all) {
        var svg = new StringBuilder(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"11\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n",
                SIDE, SIDE));
        svg.append("<text x=\"10\" y=\"20\" font-size=\"15\">Time by its first, when n is doubled"
                + " three times</text>\n");
        draw(svg, List.of(1.0, 2.0, 4.0, 8.0), "#999999", "linear");
        draw(svg, List.of(1.0, 4.0, 16.0, 64.0), "#999999", "quadratic");
        all.forEach(g -> draw(svg, g.nanos(), g.isGood() ? "#2e7d32" : "#b71c1c", g.name()));
        return svg.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder svg, List<Double> nanos, String colour, String name) {
        if (nanos.isEmpty()) {
            return;
        }
        svg.append("<polyline fill=\"none\" stroke=\"").append(colour).append("\" points=\"");
        int x = MARGIN;
        for (double t : nanos) {
            svg.append(String.format(Locale.ROOT, "%d,%.1f ", x, y(t / nanos.getFirst())));
            x += (SIDE - 3 * MARGIN) / (Growth.SIZES.size() - 1);
        }
        svg.append("\"><title>").append(name).append("</title></polyline>\n");
    }

    private static double y(double times) {
        double doublings = Math.clamp(Math.log(times) / Math.log(2), -1, DOUBLINGS);
        return SIDE - MARGIN - (doublings + 1) * (SIDE - 2 * MARGIN) / (DOUBLINGS + 1);
    }
}

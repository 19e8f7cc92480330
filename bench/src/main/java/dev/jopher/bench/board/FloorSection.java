package dev.jopher.bench.board;

import java.util.List;
import java.util.Optional;

/** The rows that mostly switch between goroutines, as multiples of what a switch costs at least. */
final class FloorSection {
    private static final String CONTINUATION = "FloorContinuation";
    private static final String PARK = "FloorPark";

    /** Each operation of these has one switch, a round trip two. */
    private static final List<String> SWITCHING = List.of("ChanSync", "PingPong",
            "StreamUnbuffered", "Gosched", "DaisyChain", "Ring100", "Ring10k", "Ring1M");

    private FloorSection() {}

    /** Returns the table for the results of one table and number of processors. */
    static String markdown(List<Result> here) {
        Optional<Double> continuation = median(here, CONTINUATION, Contestant.JDK);
        Optional<Double> park = median(here, PARK, Contestant.JDK);
        if (continuation.isEmpty() || park.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("| switches | Jopher / " + CONTINUATION + " | Jopher / " + PARK
                + " | Go / " + PARK + " |\n|---|---:|---:|---:|\n");
        for (String row : SWITCHING) {
            Optional<Double> jopher = median(here, row, Contestant.JOPHER);
            if (jopher.isPresent()) {
                text.append("| ").append(row).append(" | ")
                        .append(Figure.ratio(jopher.get() / continuation.get())).append(" | ")
                        .append(Figure.ratio(jopher.get() / park.get())).append(" | ")
                        .append(median(here, row, Contestant.GO)
                                .map(go -> Figure.ratio(go / park.get())).orElse(""))
                        .append(" |\n");
            }
        }
        return text.append('\n').toString();
    }

    private static Optional<Double> median(List<Result> here, String row, Contestant c) {
        return here.stream().filter(r -> r.row().name().equals(row) && r.has(c)).findFirst()
                .map(r -> r.median(c));
    }
}

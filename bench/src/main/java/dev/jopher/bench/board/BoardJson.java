package dev.jopher.bench.board;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** board.json, for programs. */
final class BoardJson {
    private BoardJson() {}

    static String of(List<Result> results) {
        var rows = new StringJoiner(",\n", "{\"rows\":[\n", "\n]}\n");
        results.forEach(r -> rows.add(row(r)));
        return rows.toString();
    }

    private static String row(Result r) {
        var medians = new EnumMap<Contestant, Double>(Contestant.class);
        var spreads = new EnumMap<Contestant, Double>(Contestant.class);
        for (Contestant c : r.rounds().keySet()) {
            medians.put(c, r.median(c));
            spreads.put(c, r.spread(c));
        }
        return "{\"name\":\"" + r.row().name() + "\",\"procs\":" + r.procs() + ",\"table\":\""
                + r.table().key() + "\",\"unit\":\"" + r.unit() + "\",\"ns\":" + object(medians)
                + ",\"ratios\":" + object(r.ratios()) + ",\"spread\":" + object(spreads) + "}";
    }

    private static String object(Map<Contestant, Double> values) {
        var members = new StringJoiner(",", "{", "}");
        values.forEach((c, v) -> members.add("\"" + c.key() + "\":" + number(v)));
        return members.toString();
    }

    /** Rounds to four significant digits. */
    private static String number(double v) {
        return Double.toString(Double.parseDouble(String.format(Locale.ROOT, "%.4g", v)));
    }
}

package dev.jopher.bench.board;

import java.util.Locale;

/** How figures are written for people. */
final class Figure {
    private Figure() {}

    /** Returns three significant digits with a unit; nanoseconds go without one. */
    static String of(double value, String unit) {
        if (!unit.equals("ns")) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (value >= 1e9) {
            return digits(value / 1e9) + " s";
        }
        if (value >= 1e7) {
            return digits(value / 1e6) + " ms";
        }
        return value >= 1e5 ? digits(value / 1e3) + " µs" : digits(value);
    }

    private static String digits(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.0f", ratio);
    }

    static String percent(double part) {
        return Math.round(part * 100) + " %";
    }
}

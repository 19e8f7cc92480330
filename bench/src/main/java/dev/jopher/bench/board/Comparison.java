package dev.jopher.bench.board;

import java.util.ArrayList;
import java.util.List;

import dev.jopher.bench.board.Statistics.Interval;

/**
 * A row in two builds: a pair of figures for each pair of processes, and what follows from them.
 */
final class Comparison {
    /** From here on a row is slower. */
    static final double SLOWER = 1.02;

    private static final double FASTER = 0.98;

    /** What can be said of a row. */
    enum Verdict {
        /** The interval lies above {@link #SLOWER}. */
        SLOWER("**slower**"),
        /** The interval lies below 0.98. */
        FASTER("faster"),
        /** The interval ends below {@link #SLOWER}. */
        NOT_SLOWER("not slower"),
        /** The interval has {@link #SLOWER} in it. */
        UNCLEAR("unclear"),
        /** The row does not work here, though it does there. */
        FAILED("**failed**"),
        /** One of the two has no such row. */
        NOT_COMPARED("not compared");

        final String text;

        Verdict(String text) {
            this.text = text;
        }
    }

    private final String name;
    private final String label;
    private final String unit;
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> theirs = new ArrayList<>();
    private String note = "";
    private boolean failed;

    /** Creates a comparison. {@code label} names the row and how it was measured. */
    Comparison(String name, String label, String unit) {
        this.name = name;
        this.label = label;
        this.unit = unit;
    }

    String name() {
        return name;
    }

    String label() {
        return label;
    }

    String unit() {
        return unit;
    }

    void add(double our, double their) {
        ours.add(our);
        theirs.add(their);
    }

    /** Takes the row out: there is nothing to compare with. */
    void leaveOut(String why) {
        note = why;
    }

    /** Takes the row out: it should work here, and does not. */
    void fail(String why) {
        failed = true;
        note = why;
    }

    /** Returns why it was taken out; empty if it was not. */
    String note() {
        return note;
    }

    int pairs() {
        return ours.size();
    }

    double median(boolean our) {
        return Statistics.median(our ? ours : theirs);
    }

    private List<Double> ratios() {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / theirs.get(i));
        }
        return ratios;
    }

    double ratio() {
        return SignedRank.middle(ratios());
    }

    Interval interval() {
        return SignedRank.interval(ratios());
    }

    Verdict verdict() {
        if (!note.isEmpty() || ours.isEmpty()) {
            return failed ? Verdict.FAILED : Verdict.NOT_COMPARED;
        }
        Interval i = interval();
        if (i.low() > SLOWER) {
            return Verdict.SLOWER;
        }
        if (i.high() < FASTER) {
            return Verdict.FASTER;
        }
        return i.high() <= SLOWER ? Verdict.NOT_SLOWER : Verdict.UNCLEAR;
    }

    /**
     * Returns whether another pair may change the verdict. A row that looks slower is measured
     * until the last pair that is allowed: to stop at the first interval that lies above would find
     * some in the noise, since there are many of them.
     */
    boolean isOpen(int least) {
        return note.isEmpty() && (ours.size() < least || verdict() == Verdict.SLOWER
                || verdict() == Verdict.UNCLEAR);
    }
}

package dev.jopher.explore.internal.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which thread and which step of an edited program are those of a recording. Starts with the two
 * mains. The steps of a thread and of its partner are aligned by edit distance: what has a partner
 * is of the same kind and in the same order, and as many as possible have one. Two steps that
 * create a thread are alike if those threads' steps are, and then the two threads are partners in
 * turn.
 */
final class Alignment {
    /** Beyond this many cells only the equal beginnings and ends are partners. */
    private static final long MAX_CELLS = 4_000_000;

    private static final double CREATES = 0.5;
    private static final double CREATES_EMPTY = 0.2;

    private record Partner(int thread, int[] steps) {}

    private final Recording recorded;
    private final Recording edited;
    private final Map<String, Partner> partners = new HashMap<>();

    Alignment(Recording recorded, Recording edited) {
        this.recorded = recorded;
        this.edited = edited;
        for (RecordedThread t : edited.threads()) {
            if (t.creator < 0) {
                for (RecordedThread old : recorded.threads()) {
                    if (old.path.equals(t.path)) {
                        align(old, t);
                    }
                }
            }
        }
    }

    /** Returns the recorded thread that is this one's partner; -1 if there is none. */
    int thread(String path) {
        Partner p = partners.get(path);
        return p == null ? -1 : p.thread;
    }

    /** Returns the recorded step that is this one's partner; -1 if there is none. */
    int step(String path, int step) {
        Partner p = partners.get(path);
        return p == null || step >= p.steps.length ? -1 : p.steps[step];
    }

    private void align(RecordedThread old, RecordedThread now) {
        int[] steps = partnerSteps(old, now);
        partners.put(now.path, new Partner(old.index, steps));
        for (int i = 0; i < steps.length; i++) {
            if (steps[i] >= 0) {
                List<RecordedThread> before = children(recorded, old, steps[i]);
                List<RecordedThread> after = children(edited, now, i);
                for (int k = 0; k < Math.min(before.size(), after.size()); k++) {
                    align(before.get(k), after.get(k));
                }
            }
        }
    }

    private static List<RecordedThread> children(Recording of, RecordedThread creator, int step) {
        List<RecordedThread> children = new ArrayList<>();
        for (RecordedThread t : of.threads()) {
            if (t.creator == creator.index && t.atStep == step) {
                children.add(t);
            }
        }
        return children;
    }

    private static @Nullable RecordedThread[] childOfStep(Recording of, RecordedThread creator) {
        @Nullable RecordedThread[] children = new @Nullable RecordedThread[creator.steps().size()];
        for (RecordedThread t : of.threads()) {
            if (t.creator == creator.index && t.atStep < children.length) {
                children[t.atStep] = t;
            }
        }
        return children;
    }

    private int[] partnerSteps(RecordedThread old, RecordedThread now) {
        int n = old.steps().size();
        int m = now.steps().size();
        int[] to = new int[m];
        Arrays.fill(to, -1);
        if ((long) n * m > MAX_CELLS) {
            alignEnds(old, now, to);
            return to;
        }
        @Nullable RecordedThread[] before = childOfStep(recorded, old);
        @Nullable RecordedThread[] after = childOfStep(edited, now);
        double[][] weights = new double[n][m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                weights[i][j] = old.steps().get(i).op == now.steps().get(j).op
                        ? weight(before[i], after[j])
                        : 0;
            }
        }
        heaviest(weights, n, m, to);
        return to;
    }

    private static void alignEnds(RecordedThread old, RecordedThread now, int[] to) {
        int n = old.steps().size();
        int i = 0;
        while (i < Math.min(n, to.length) && old.steps().get(i).op == now.steps().get(i).op) {
            to[i] = i++;
        }
        for (int k = 1; k <= Math.min(n, to.length) - i
                && old.steps().get(n - k).op == now.steps().get(to.length - k).op; k++) {
            to[to.length - k] = n - k;
        }
    }

    private static double weight(@Nullable RecordedThread before, @Nullable RecordedThread after) {
        if (before == null && after == null) {
            return 1;
        }
        if (before == null || after == null) {
            return 0;
        }
        int min = Math.min(before.steps().size(), after.steps().size());
        return CREATES + (min == 0
                ? CREATES_EMPTY
                : (1 - CREATES) * inCommon(before.steps(), after.steps()) / min);
    }

    /** Returns the length of the longest common subsequence of kinds. */
    private static int inCommon(List<Step> a, List<Step> b) {
        if ((long) a.size() * b.size() > MAX_CELLS) {
            return Math.min(a.size(), b.size());
        }
        int[] row = new int[b.size() + 1];
        for (Step s : a) {
            int diagonal = 0;
            for (int j = 1; j <= b.size(); j++) {
                int above = row[j];
                row[j] = s.op == b.get(j - 1).op ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return row[b.size()];
    }

    /** Fills in, for each column, its row in the heaviest monotone matching; leaves -1 for none. */
    private static void heaviest(double[][] weights, int n, int m, int[] to) {
        double[][] sum = new double[n + 1][m + 1];
        for (int i = 1; i <= n; i++) {
            for (int j = 1; j <= m; j++) {
                double w = weights[i - 1][j - 1];
                sum[i][j] = Math.max(w > 0 ? sum[i - 1][j - 1] + w : 0,
                        Math.max(sum[i - 1][j], sum[i][j - 1]));
            }
        }
        int i = n;
        int j = m;
        while (i > 0 && j > 0) {
            double w = weights[i - 1][j - 1];
            if (w > 0 && sum[i][j] == sum[i - 1][j - 1] + w) {
                to[--j] = --i;
            } else if (sum[i - 1][j] >= sum[i][j - 1]) {
                i--;
            } else {
                j--;
            }
        }
    }
}

package dev.jopher.trace.analysis;

import java.util.Arrays;

/** A whole number that changes at moments: "how many goroutines run". */
public final class StepFunction {
    private final long[] times;
    private final int[] values;
    private final long end;

    private StepFunction(long[] times, int[] values, long end) {
        this.times = times;
        this.values = values;
        this.end = end;
    }

    /** Counts intervals: at each moment, how many of them hold it. */
    static final class Builder {
        private long[] changes = new long[64];
        private int size;

        /** Adds an interval, unless it is empty. */
        void add(long from, long to) {
            if (to > from) {
                put(from << 1 | 1);
                put(to << 1);
            }
        }

        private void put(long change) {
            if (size == changes.length) {
                changes = Arrays.copyOf(changes, size * 2);
            }
            changes[size++] = change;
        }

        /** Returns the function from 0 to {@code end}. */
        StepFunction build(long end) {
            RadixSort.sort(changes, size);
            long[] times = new long[size + 1];
            int[] values = new int[size + 1];
            int steps = 1;
            for (int i = 0; i < size; i++) {
                long time = changes[i] >> 1;
                int value = values[steps - 1] + ((changes[i] & 1) == 1 ? 1 : -1);
                if (time != times[steps - 1]) {
                    times[steps++] = time;
                }
                values[steps - 1] = value;
            }
            return new StepFunction(Arrays.copyOf(times, steps), Arrays.copyOf(values, steps),
                    end);
        }
    }

    /** Returns the value at a moment. */
    int at(long time) {
        int i = Arrays.binarySearch(times, time);
        return values[i >= 0 ? i : -i - 2];
    }

    /** Returns the largest value. */
    public int max() {
        return Arrays.stream(values).max().orElse(0);
    }

    /** Returns for how long the value is at least {@code least}. */
    public long timeAtLeast(int least) {
        long sum = 0;
        for (int i = 0; i < times.length; i++) {
            if (values[i] >= least) {
                sum += stepEnd(i) - times[i];
            }
        }
        return sum;
    }

    /** Returns for how long both values are at least these. */
    long timeBothAtLeast(int least, StepFunction other, int leastOfOther) {
        long sum = 0;
        int j = 0;
        for (int i = 0; i < times.length; i++) {
            if (values[i] < least) {
                continue;
            }
            while (j + 1 < other.times.length && other.times[j + 1] <= times[i]) {
                j++;
            }
            for (int k = j; k < other.times.length && other.times[k] < stepEnd(i); k++) {
                if (other.values[k] >= leastOfOther) {
                    sum += Math.max(0, Math.min(stepEnd(i), other.stepEnd(k))
                            - Math.max(times[i], other.times[k]));
                }
            }
        }
        return sum;
    }

    private long stepEnd(int i) {
        return Math.max(times[i], i + 1 < times.length ? times[i + 1] : end);
    }

    /** Returns the mean value in each of {@code count} equal parts of a time. */
    public double[] means(long first, long last, int count) {
        double[] means = new double[count];
        double width = (double) (last - first) / count;
        for (int i = 0; i < times.length && width > 0; i++) {
            double from = Math.max(times[i], first) - first;
            double to = Math.min(stepEnd(i), last) - first;
            int part = (int) (from / width);
            while (from < to && part < count) {
                double until = Math.min(to, (part + 1) * width);
                means[part] += values[i] * (until - from) / width;
                from = until;
                part++;
            }
        }
        return means;
    }

    /** Returns when it is above 0 for the first time; 0 if it never is. */
    public long firstAboveZero() {
        for (int i = 0; i < times.length; i++) {
            if (values[i] > 0) {
                return times[i];
            }
        }
        return 0;
    }

    /** Returns when it becomes 0 for good; the end if it does not. */
    public long lastAboveZero() {
        for (int i = times.length - 1; i >= 0; i--) {
            if (values[i] > 0) {
                return stepEnd(i);
            }
        }
        return end;
    }
}

package dev.jopher.bench.jopher;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Kernel;
import dev.jopher.bench.worker.Lcg;

/**
 * Solves a system of linear equations by LU factorisation with partial pivoting. The matrix is an
 * array of columns. At each step one goroutine scales the pivot's column, and then each one
 * subtracts it from its part of the columns behind it.
 */
final class Lu implements Kernel {
    private static final int SIZE = 200;

    private final double[][] matrix = new double[SIZE][SIZE];
    private final double[] right = new double[SIZE];

    Lu() {
        var random = new Lcg(3);
        for (double[] column : matrix) {
            for (int i = 0; i < SIZE; i++) {
                column[i] = random.unit() - 0.5;
            }
        }
        // The solution is 1, 2, 3, ...
        for (int j = 0; j < SIZE; j++) {
            subtract(right, matrix[j], -(j + 1.0), 0);
        }
    }

    @Override
    public double run(Bench b) {
        var a = new double[SIZE][];
        for (int j = 0; j < SIZE; j++) {
            a[j] = matrix[j].clone();
        }
        var pivots = new int[SIZE];
        for (int k = 0; k < SIZE; k++) {
            int step = k;
            double[] column = a[k];
            int pivot = greatest(column, k);
            pivots[k] = pivot;
            scale(column, k, pivot);
            Kernels.inParallel(b, k + 1, SIZE,
                    (from, to) -> eliminate(a, column, step, pivot, from, to));
        }
        double sum = 0;
        for (double x : solve(a, pivots)) {
            sum += x;
        }
        return sum;
    }

    private static int greatest(double[] column, int from) {
        int greatest = from;
        for (int i = from + 1; i < SIZE; i++) {
            if (Math.abs(column[i]) > Math.abs(column[greatest])) {
                greatest = i;
            }
        }
        return greatest;
    }

    private static void scale(double[] column, int k, int pivot) {
        swap(column, k, pivot);
        for (int i = k + 1; i < SIZE; i++) {
            column[i] /= column[k];
        }
    }

    private static void swap(double[] column, int i, int j) {
        double x = column[i];
        column[i] = column[j];
        column[j] = x;
    }

    private static void eliminate(double[][] a, double[] pivotal, int k, int pivot, int from,
            int to) {
        for (int j = from; j < to; j++) {
            double[] column = a[j];
            swap(column, k, pivot);
            subtract(column, pivotal, column[k], k + 1);
        }
    }

    private static void subtract(double[] from, double[] column, double factor, int first) {
        for (int i = first; i < SIZE; i++) {
            from[i] -= factor * column[i];
        }
    }

    private double[] solve(double[][] a, int[] pivots) {
        double[] x = right.clone();
        for (int k = 0; k < SIZE; k++) {
            swap(x, k, pivots[k]);
            subtract(x, a[k], x[k], k + 1);
        }
        for (int k = SIZE - 1; k >= 0; k--) {
            x[k] /= a[k][k];
            for (int i = 0; i < k; i++) {
                x[i] -= x[k] * a[k][i];
            }
        }
        return x;
    }
}

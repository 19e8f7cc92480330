package dev.jopher.bench.jopher;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Kernel;
import dev.jopher.bench.worker.Lcg;

/**
 * A sparse matrix times a vector, again and again. The elements are sorted by row, so that each
 * goroutine has rows of its own; it reads any place of the vector.
 */
final class SparseMatrix implements Kernel {
    private static final int SIZE = 20_000;
    private static final int IN_A_ROW = 5;
    private static final int ROUNDS = 20;

    private final int[] rows = new int[SIZE * IN_A_ROW];
    private final int[] columns = new int[SIZE * IN_A_ROW];
    private final double[] values = new double[SIZE * IN_A_ROW];
    private final double[] vector = new double[SIZE];

    SparseMatrix() {
        var random = new Lcg(1);
        for (int i = 0; i < values.length; i++) {
            rows[i] = i / IN_A_ROW;
            columns[i] = random.below(SIZE);
            values[i] = random.unit();
        }
        for (int i = 0; i < SIZE; i++) {
            vector[i] = random.unit();
        }
    }

    @Override
    public double run(Bench b) {
        var product = new double[SIZE];
        Kernels.inParallel(b, SIZE, (from, to) -> multiply(from, to, product));
        double sum = 0;
        for (double y : product) {
            sum += y;
        }
        return sum;
    }

    private void multiply(int from, int to, double[] product) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = from * IN_A_ROW; i < to * IN_A_ROW; i++) {
                product[rows[i]] += vector[columns[i]] * values[i];
            }
        }
    }
}

package dev.jopher.bench.jopher;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Kernel;
import dev.jopher.bench.worker.Lcg;

/**
 * Successive over-relaxation: each point of a grid moves to the mean of its four neighbours, and
 * beyond. Points are black and white as on a chessboard; all of one colour move at a time, so that
 * goroutines with neighbouring rows never write what another one reads.
 */
final class Sor implements Kernel {
    private static final int SIZE = 300;
    private static final int SWEEPS = 40;
    private static final double OMEGA = 1.25;

    private final double[][] start = new double[SIZE][SIZE];

    Sor() {
        var random = new Lcg(2);
        for (double[] row : start) {
            for (int j = 0; j < SIZE; j++) {
                row[j] = random.unit();
            }
        }
    }

    @Override
    public double run(Bench b) {
        var grid = new double[SIZE][];
        for (int i = 0; i < SIZE; i++) {
            grid[i] = start[i].clone();
        }
        for (int half = 0; half < 2 * SWEEPS; half++) {
            int colour = half % 2;
            Kernels.inParallel(b, 1, SIZE - 1, (from, to) -> relax(grid, from, to, colour));
        }
        double sum = 0;
        for (double[] row : grid) {
            for (double point : row) {
                sum += point;
            }
        }
        return sum;
    }

    private static void relax(double[][] grid, int from, int to, int colour) {
        for (int i = from; i < to; i++) {
            double[] above = grid[i - 1];
            double[] row = grid[i];
            double[] below = grid[i + 1];
            for (int j = 1 + (i + colour) % 2; j < SIZE - 1; j += 2) {
                double around = above[j] + below[j] + row[j - 1] + row[j + 1];
                row[j] = OMEGA / 4 * around + (1 - OMEGA) * row[j];
            }
        }
    }
}

package dev.jopher.bench.jopher;

import java.util.Map;
import java.util.function.Supplier;

import dev.jopher.bench.worker.Bench;
import dev.jopher.bench.worker.Body;
import dev.jopher.bench.worker.Kernel;
import dev.jopher.sync.WaitGroup;

/**
 * Programs that compute, each with goroutines on its own part of the data; six of them do what the
 * kernels of the Java Grande benchmarks do. {@code bench/go} has the same under the same names.
 */
final class Kernels {
    private Kernels() {}

    static void add(Map<String, Body> rows) {
        rows.put("SparseMatrix", b -> repeat(b, SparseMatrix::new));
        rows.put("Sor", b -> repeat(b, Sor::new));
        rows.put("Lu", b -> repeat(b, Lu::new));
        rows.put("Crypt", b -> repeat(b, Crypt::new));
        rows.put("MonteCarlo", b -> repeat(b, MonteCarlo::new));
        rows.put("RayTracer", b -> repeat(b, RayTracer::new));
        rows.put("HashMaps", b -> repeat(b, HashMaps::new));
        rows.put("ArrayLists", b -> repeat(b, ArrayLists::new));
    }

    /** Makes the input before the clock starts. */
    private static void repeat(Bench b, Supplier<Kernel> make) throws Exception {
        b.stopTimer();
        Kernel kernel = make.get();
        b.startTimer();
        for (int i = 0; i < b.n(); i++) {
            b.result(kernel.run(b));
        }
    }

    /** What one goroutine does: everything from {@code from} to {@code to - 1}. */
    @FunctionalInterface
    interface Part {
        void run(int from, int to);
    }

    /** Does 0 to {@code n - 1} in a goroutine for each processor, and waits for them. */
    static void inParallel(Bench b, int n, Part part) {
        inParallel(b, 0, n, part);
    }

    /** Does {@code first} to {@code end - 1}, likewise. */
    static void inParallel(Bench b, int first, int end, Part part) {
        var done = new WaitGroup();
        int parts = b.procs();
        for (int p = 0; p < parts; p++) {
            int from = first + (end - first) * p / parts;
            int to = first + (end - first) * (p + 1) / parts;
            done.go(() -> part.run(from, to));
        }
        done.await();
    }
}

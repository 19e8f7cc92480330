package dev.jopher.bench.board;

import java.util.List;
import java.util.Locale;

/** A runtime on the board, in the order of the columns. */
enum Contestant {
    JOPHER("Jopher", "dev.jopher.bench.jopher.JopherEngine"),
    GO("Go", ""),
    KOTLIN("Kotlin", "dev.jopher.bench.kotlin.KotlinEngine"),
    JOX("Jox", "dev.jopher.bench.jox.JoxEngine"),
    JDK("JDK", "dev.jopher.bench.jdk.JdkEngine");

    final String title;
    final String main;

    Contestant(String title, String main) {
        this.title = title;
        this.main = main;
    }

    /** Returns its name in board.json. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the flags that set its number of processors; Go and Jopher take the worker's
     * argument.
     */
    List<String> procsFlags(int procs) {
        return switch (this) {
            case JDK, JOX -> List.of("-Djdk.virtualThreadScheduler.parallelism=" + procs);
            case KOTLIN -> List.of("-Dkotlinx.coroutines.scheduler.core.pool.size=" + procs,
                    "-Dkotlinx.coroutines.scheduler.max.pool.size=" + (procs + 62));
            case GO, JOPHER -> List.of();
        };
    }
}

package dev.jopher.bench.board;

import static dev.jopher.bench.board.Contestant.*;

import java.util.List;
import java.util.stream.Stream;

/** The rows that are measured with the race detector and without. */
final class RaceRows {
    /** The group of those that compute, each goroutine on its own part of the data. */
    static final String KERNELS = "kernels";

    private static final String NOT_ASKED = "is not asked where it is about race detectors";
    private static final int PATIENCE = 200;

    // @formatter:off
    /** Those that are only here. */
    static final List<Row> OWN = List.of(
        kernel("SparseMatrix", "multiply a sparse matrix of 100,000 elements 20 times"),
        kernel("Sor",          "40 sweeps of over-relaxation over a grid of 300 x 300"),
        kernel("Lu",           "solve 200 linear equations"),
        kernel("Crypt",        "encrypt and decrypt 160,000 bytes by IDEA"),
        kernel("MonteCarlo",   "1,000 random walks of 250 steps"),
        kernel("RayTracer",    "a picture of 60 x 60 points of 64 spheres"),
        kernel("HashMaps",     "count 100,000 numbers in maps"),
        kernel("ArrayLists",   "fill, reverse and sum up 200 lists of 1,000 numbers"),
        own("goroutines", "Pipeline",     "an object that three stages write one after another"),
        own("sync",       "MutexCounter", "count under a lock, one for all"));

    /** Those of them and of the board that the workers measure, in the order of the section. */
    static final List<Row> ALL = Stream.concat(OWN.stream(), Stream.of(
        board("PrimeSieve"), board("WorkerPool"), board("Buffered8x8"))).toList();

    /** The servers. */
    static final List<LoadStep> SERVERS = List.of(
        server("echo", "Echo100",    "a request to an echo server, 100 connections"),
        server("http", "HttpServer", "a request to the JDK's HTTP server, or Go's, 100 connections"));
    // @formatter:on

    private RaceRows() {}

    private static Row own(String group, String name, String what) {
        return new Row(name, group, what).without(NOT_ASKED, KOTLIN, JOX, JDK).within(PATIENCE);
    }

    private static Row kernel(String name, String what) {
        return own(KERNELS, name, what);
    }

    private static Row board(String name) {
        return Rows.ALL.stream().filter(r -> r.name().equals(name)).findFirst().orElseThrow()
                .within(PATIENCE);
    }

    private static LoadStep server(String kind, String name, String what) {
        Row row = own("real", name, what);
        return new LoadStep(kind, row, row, 100, RaceStep.PROCS, Table.RUN);
    }
}

package dev.jopher.cli;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What {@code jopher run} is asked to do.
 *
 * @param trace where a recording is written, or "ring"; null for no recording
 * @param replay the token of a schedule, or a file with one; null for a run of its own
 * @param repeat how often that schedule is repeated
 */
record RunOptions(
        ProgramWords words,
        @Nullable String procs,
        @Nullable String schedTrace,
        @Nullable String trace,
        boolean leaks,
        boolean lockOrder,
        boolean race,
        @Nullable String replay,
        int repeat) {

    private static final String PROCS = "-procs";
    private static final String SCHED_TRACE = "-schedtrace";
    private static final String TRACE = "-trace";
    private static final String REPLAY = "-replay";
    private static final String REPEAT = "-repeat";

    static RunOptions of(List<String> all) {
        ProgramWords words = ProgramWords.of(OwnFlags.RUN, all, RunOptions::check);
        String repeat = words.value(REPEAT);
        String replay = words.value(REPLAY);
        if (repeat != null && replay == null) {
            throw CommandException.usage("-repeat goes with -replay");
        }
        return new RunOptions(words, words.value(PROCS), words.value(SCHED_TRACE),
                words.value(TRACE),
                words.has("-leaks"), words.has("-lockorder"), isRace(words), replay,
                repeat == null ? 1 : Integer.parseInt(repeat));
    }

    /** Returns whether races are checked. A replay does so unless that is off. */
    private static boolean isRace(ProgramWords words) {
        return words.has(OwnFlags.RACE)
                ? !"off".equals(words.value(OwnFlags.RACE))
                : words.has(REPLAY);
    }

    private static void check(RunFlag flag) {
        switch (flag.name()) {
            case PROCS -> ParallelismOption.ofFlag(flag.text());
            case SCHED_TRACE -> checkNumber(flag, "number of milliseconds");
            case TRACE -> {
                if (flag.text().isEmpty()) {
                    throw CommandException.usage("flag -trace needs the name of a file, or ring");
                }
            }
            case REPEAT -> checkNumber(flag, "number of runs");
            default -> {}
        }
    }

    private static void checkNumber(RunFlag flag, String ofWhat) {
        if (!flag.text().matches("[1-9][0-9]{0,8}")) {
            throw CommandException.usage(flag.name() + " must be a positive " + ofWhat + ", not '"
                    + flag.text() + "'");
        }
    }

    @Nullable String classPath() {
        return words.classPath();
    }

    List<String> libraries() {
        return words.libraries();
    }

    List<String> javac() {
        return words.javac();
    }

    List<String> jvm() {
        return words.jvm();
    }

    String file() {
        return words.file();
    }

    List<String> args() {
        return words.args();
    }
}

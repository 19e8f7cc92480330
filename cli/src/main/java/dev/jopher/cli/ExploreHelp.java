package dev.jopher.cli;

/** {@code jopher help explore}. */
final class ExploreHelp {
    static final String TEXT =
            """
                    usage: jopher explore [flags] File.java [args...]

                    Runs the program again and again. Its goroutines and threads run one at a time, in an order
                    that the explorer chooses: each run is another schedule. Ends with the first one that fails,
                    with a report and a token that repeats it: "jopher run -replay TOKEN File.java".

                    A schedule fails with an uncaught exception, a deadlock, a data race, goroutines that never
                    make progress, or an exit code other than 0. Time is virtual: a sleep ends at once, when no
                    goroutine can run. The program's own output is discarded; a replay shows it. Each schedule reads
                    standard input from its beginning.

                    flags, before the file:
                        -schedules N  try N schedules (1000)
                        -time D       try schedules for that time, such as 500ms, 30s or 5m (30s)
                        -seed N       try other schedules: the same seed gives the same ones (1)
                        -strategy S   how the next goroutine is chosen: mixed, random, pct2, pct3, pct5, pos, surw,
                                      fair, sticky; exhaustive for all schedules of a small program (mixed)
                        -jobs N       N processes at a time, each with other schedules; they read no input (1)
                        -leaks        goroutines that are left when main has returned are a failure
                        -race=off     do not check for data races
                        -html FILE    write a page with all steps of the schedule that failed
                        -o FILE       write the schedule that failed to FILE; it is of use also after an edit
                        -json         the report as JSON
                        -cp, -with, and options of java and javac
                                      as for "jopher run"

                    exit codes:
                        0   no schedule has failed
                        1   a schedule has failed, or the program does not compile
                        2   a usage error of jopher
                    """;

    private ExploreHelp() {}
}

package dev.jopher.cli;

import java.util.List;

/** {@code jopher help}: what the command can do. */
final class Help {
    static final String GENERAL =
            """
                    Jopher runs programs that use Go's concurrency on the JVM.

                    usage: jopher <command> [arguments]

                    commands:
                        run       compile and run a Java program
                        explore   run a program under many schedules, until one fails
                        trace     show a recording that "jopher run -trace" has made
                        dump      print where the goroutines of a running program are
                        top       show the goroutines of a running program, live
                        ps        list the running programs
                        doctor    print what programs run on: the JDK, the scheduler, the flag for a library user
                        version   print the version
                        completion
                                  print what a shell completes, or the manual page
                        help      print this, or what a command does: jopher help run

                    "jopher help environment" lists the variables that it reads.
                    """;

    static final String RUN =
            """
                    usage: jopher run [flags] File.java [args...]
                           jopher run [flags] - [args...]

                    Compiles File.java, a compact source file or a class with a main method, together with the
                    sources beside it that it refers to, and runs it as the main goroutine. "import dev.jopher.*;"
                    needs no class path. "-" reads the program from standard input.

                    flags, before the file; what comes after it is handed to the program as it is:
                        -procs N   let goroutines run on N processors at a time (the variable GOMAXPROCS does the same)
                        -schedtrace MS
                                   print the state of the scheduler every MS milliseconds, as Go's
                                   GODEBUG=schedtrace does (the variable JOPHER_SCHEDTRACE does the same)
                        -leaks     when main has returned, report which goroutines are left, and which of them have
                                   leaked: no running code can reach what they wait for. The exit code stays the
                                   same. All reports then name the last user of a channel, which costs microseconds
                        -lockorder report two orders of the same locks, also when they have not led to a deadlock;
                                   each lock then costs microseconds
                        -race      report data races: two accesses to the same variable, one of them a write, that
                                   nothing orders. Then the exit code is 66 where it would be 0. The variable GORACE
                                   has the options, as in Go. The program takes some times as long
                        -trace FILE
                                   record what goroutines and processors do, for "jopher trace FILE"; -trace=ring
                                   keeps the last ten seconds in memory, for "jopher trace -pid" and failures
                        -cp PATH   look for classes and resources in these jars and directories too; "lib/*" stands
                                   for all jars in lib (also: -classpath, --class-path)
                        -with NAME add a library from the folder lib/modules beside jopher: NAME.jar, or the jars in NAME/
                        -replay SCHEDULE
                                   repeat a schedule that "jopher explore" has printed: a token, or a file with one
                        -repeat N  repeat it N times; with -race=off without checks for data races
                        -Dname=value, -Xmx2g, -XX:..., -ea, --add-opens ..., --enable-preview, -javaagent:...
                                   and the like: as java takes them
                        -parameters, -Xlint:..., -g, -nowarn, -Werror, --release N
                                   and the like: as javac takes them

                    exit codes:
                        0   main has returned; goroutines that still ran were abandoned
                        1   the program does not compile; javac says why
                        2   an uncaught exception in a goroutine, or all goroutines are asleep (Go's report is on
                            standard error), or a usage error of jopher
                        1   also: -replay has repeated a failure
                        66  -race has found a data race, and the program would have ended with 0
                        141 it wrote to a pipe that no process reads, as in "jopher run X.java | head"
                        n   the program called System.exit(n)
                    """;

    private static final String DUMP =
            """
                    usage: jopher dump [flags] PID        flags may also follow the process

                    Prints where every goroutine of process PID is, in Go's format: state, what it waits on and for how
                    long, the program's lines, who created it. Those in the same state at the same place are one
                    entry with a count. The process may be any JVM that runs Jopher; "jopher ps" lists them. The process
                    keeps running. If "jopher run" did not start it, it prints a warning that an agent was loaded.
                    No other process is touched.

                    flags:
                        -json      as JSON; the Javadoc of DumpOption.JSON describes it
                        -all       with the frames of Jopher and of the JDK
                        -unfolded  each goroutine by itself

                    exit code 2: no such process, or it does not run Jopher, or jopher cannot attach to it
                    """;

    private static final String TOP =
            """
                    usage: jopher top [flags] PID        flags may also follow the process

                    Shows the goroutines of process PID on the terminal, anew each second: how many run, are ready and
                    wait, grouped by the line that created them; switches, steals and run queues of the processors; how
                    full channels are. The process may be any JVM that runs Jopher; "jopher ps" lists them. It spends at
                    most a twentieth of one processor on this. With more than 1,000 goroutines the counts of places are
                    estimated from samples, which the screen says.

                    keys: arrows select a group, Enter opens it, g groups by where goroutines are, n r w t p sort by
                    number, running, waiting, time and place, c hides channels, space pauses, + and - change the
                    interval, h explains, q quits.

                    Without a terminal, and with -n, it prints text, one snapshot after another.

                    flags:
                        -d SECONDS  between two snapshots; default 1, at least 0.1
                        -n N        print N snapshots as text, then end

                    exit codes:
                        0   you have quit, or the last of N snapshots was printed
                        2   no such process, or it does not run Jopher, or jopher cannot attach to it, or it has ended
                    """;

    private static final String PS =
            """
                    usage: jopher ps

                    Lists the JVMs that run Jopher and that "jopher dump" can attach to: those of this user, for root
                    of all: process, number of goroutines (shown for programs that "jopher run" has started), program.
                    """;

    private static final String DOCTOR =
            """
                    usage: jopher doctor

                    Prints what programs run on: the JDK and whether it has known bugs with virtual threads, the
                    scheduler, the collector, and which flag a user of the library without the command needs.
                    """;

    private static final String VERSION = """
            usage: jopher version

            Prints the version of Jopher, of the JDK, and the platform.
            """;

    private static final String ENVIRONMENT =
            """
                    variables that jopher reads; it warns of a value that has no effect:
                        GORACE            options of "jopher run -race", separated by blanks: halt_on_error=1, exitcode=66,
                                          log_path=FILE, strip_path_prefix=DIR, suppressions=FILE, json=1, and which
                                          classes are checked: include=com.acme, exclude=com.acme.gen
                        GOMAXPROCS        on how many processors goroutines run; -procs goes first
                        JAVA25_HOME       the JDK to use, 25 or later; else JAVA_HOME, else java on the PATH, else the
                                          usual folders
                        JOPHER_JAVA_OPTS  more options for the JVM, separated by blanks: "-Xmx2g --enable-preview"
                        JOPHER_CACHE      "off": compile the program at each run; else "on"
                        JOPHER_SCHEDTRACE print the state of the scheduler every so many milliseconds; -schedtrace goes first
                        XDG_CACHE_HOME    where compiled programs are kept, in jopher/, and the caches of an archive, in
                                          jopher-command/; else ~/.cache
                    """;

    private Help() {}

    static int run(List<String> words) {
        if (words.size() > 1) {
            throw CommandException.usage("help takes one command at most");
        }
        System.out.print(words.isEmpty() ? GENERAL : about(words.getFirst()));
        return Main.EXIT_OK;
    }

    static String about(String word) {
        return switch (word) {
            case "run" -> RUN;
            case "explore" -> ExploreHelp.TEXT;
            case "trace" -> TraceCommand.HELP;
            case "dump" -> DUMP;
            case "top" -> TOP;
            case "ps" -> PS;
            case "doctor" -> DOCTOR;
            case "version" -> VERSION;
            case "completion" -> Completion.HELP;
            case "help" -> GENERAL;
            case "environment" -> ENVIRONMENT;
            default -> throw CommandException
                    .usage("no help on " + word + "; \"jopher help\" lists the commands");
        };
    }

    /** Returns whether the first of the words after a command asks for help. */
    static boolean isWanted(List<String> words) {
        return !words.isEmpty() && switch (words.getFirst()) {
            case "-h", "-help", "--help" -> true;
            default -> false;
        };
    }
}

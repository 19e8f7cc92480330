package dev.jopher.cli;

import java.util.Set;

/**
 * The flags that a command has besides those of java and javac.
 *
 * @param command the command that {@code jopher help} explains
 * @param switches without a value
 * @param settings with a value
 */
record OwnFlags(String command, Set<String> switches, Set<String> settings) {
    static final String RACE = "-race";
    static final String WITH = "-with";
    static final String CLASS_PATH = "-cp";

    static final OwnFlags RUN = new OwnFlags("run",
            Set.of("-leaks", "-lockorder", RACE),
            Set.of("-procs", CLASS_PATH, "-schedtrace", "-trace", WITH, "-replay", "-repeat"));

    static final OwnFlags EXPLORE = new OwnFlags("explore",
            Set.of("-leaks", RACE, "-json"),
            Set.of(CLASS_PATH, WITH, "-schedules", "-time", "-seed", "-strategy", "-jobs",
                    "-html", "-o"));
}

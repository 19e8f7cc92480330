package dev.jopher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.jopher.internal.sched.Settings;

/**
 * Variables and properties that have no effect, because they are misspelt. The command warns and
 * continues.
 */
final class Environment {
    private static final Set<String> VARIABLES =
            Set.of("JOPHER_CACHE", "JOPHER_JAVA_OPTS", "JOPHER_JDKS", "JOPHER_SCHEDTRACE");

    private Environment() {}

    /** Prints a line for each on standard error. */
    static void check(Map<String, String> environment) {
        List<String> problems = problems(environment);
        problems.addAll(Settings.newProblems());
        for (String name : Settings.unknown(System.getProperties())) {
            problems.add("there is no property " + name);
        }
        problems.forEach(Environment::warn);
    }

    static void warn(String problem) {
        System.err.println("jopher: " + problem);
    }

    static List<String> problems(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        String procs = environment.getOrDefault("GOMAXPROCS", "");
        if (!procs.isEmpty() && ParallelismOption.ofVariable(procs) == 0) {
            problems.add("GOMAXPROCS must be a whole number from 1 on, not '" + procs
                    + "'; it is ignored");
        }
        String cache = environment.getOrDefault("JOPHER_CACHE", "");
        if (!Set.of("", "on", "off").contains(cache)) {
            problems.add("JOPHER_CACHE must be on or off, not '" + cache + "'; it is ignored");
        }
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!caches.isEmpty() && !caches.startsWith("/")) {
            problems.add("XDG_CACHE_HOME must be an absolute path, not '" + caches
                    + "'; it is ignored");
        }
        for (String name : new TreeMap<>(environment).keySet()) {
            if (name.startsWith("JOPHER_") && !VARIABLES.contains(name)) {
                problems.add("there is no variable " + name
                        + "; \"jopher help environment\" lists them");
            }
        }
        return problems;
    }
}

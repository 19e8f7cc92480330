package dev.jopher.internal.sched;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The properties that configure Jopher. Each is read where it is needed, and an invalid value is
 * ignored there. This class reports invalid values to the user, once.
 */
public final class Settings {
    private static final String SCHEDULER = "jopher.scheduler";
    private static final String SCHED_TRACE = "jopher.schedtrace";
    private static final String SCHED_TRACE_VARIABLE = "JOPHER_SCHEDTRACE";

    private static final Rule TRUE_OR_FALSE =
            new Rule("true or false", v -> v.equals("true") || v.equals("false"));
    private static final Rule NUMBER = new Rule("a whole number", Settings::isNumber);

    private static final Map<String, Rule> RULES = new TreeMap<>(Map.ofEntries(
            Map.entry(SCHEDULER, new Rule("jdk", Settings::isScheduler)),
            Map.entry(SCHED_TRACE, NUMBER),
            Map.entry("jopher.traceback", new Rule("all", "all"::equals)),
            Map.entry("jopher.tracebackancestors", NUMBER),
            Map.entry("jopher.whereabouts", TRUE_OR_FALSE),
            Map.entry("jopher.lockOrder", TRUE_OR_FALSE),
            Map.entry("jopher.controlled", TRUE_OR_FALSE),
            Map.entry("jopher.race", TRUE_OR_FALSE),
            Map.entry("jopher.channels", TRUE_OR_FALSE),
            Map.entry("jopher.readers", TRUE_OR_FALSE),
            Map.entry("jopher.jmx", TRUE_OR_FALSE),
            Map.entry("jopher.propagation", TRUE_OR_FALSE),
            Map.entry("jopher.trace", new Rule("a file, or ring", v -> !v.isBlank())),
            Map.entry("jopher.tasks", TRUE_OR_FALSE),
            Map.entry("jdk.virtualThreadScheduler.parallelism", NUMBER)));

    /** Properties that Jopher sets for itself. */
    private static final Set<String> OWN =
            Set.of("jopher.scheduler.used", "jopher.quit", "jopher.aot");

    private static final AtomicBoolean REPORTED = new AtomicBoolean();

    private record Rule(String expected, Predicate<String> fits) {}

    private Settings() {}

    /** Returns what is invalid, each as a sentence, at the first call; nothing at later calls. */
    public static List<String> newProblems() {
        return REPORTED.getAndSet(true)
                ? List.of()
                : problems(System.getProperties(), System.getenv(SCHED_TRACE_VARIABLE));
    }

    /** Logs the problems of a program that was started without the command. */
    static void log() {
        for (String problem : newProblems()) {
            System.getLogger("dev.jopher").log(System.Logger.Level.WARNING, problem);
        }
    }

    static List<String> problems(Properties properties, @Nullable String schedTraceVariable) {
        List<String> problems = new ArrayList<>();
        RULES.forEach((name, rule) -> {
            String value = properties.getProperty(name);
            if (value != null && !rule.fits.test(value)) {
                problems.add(problem("property " + name, rule, value));
            }
        });
        boolean traces = properties.getProperty(SCHED_TRACE) != null;
        if (!traces && schedTraceVariable != null && !schedTraceVariable.isEmpty()) {
            traces = true;
            if (!isNumber(schedTraceVariable)) {
                problems.add(problem(SCHED_TRACE_VARIABLE, NUMBER, schedTraceVariable));
            }
        }
        if (traces && "jdk".equals(properties.getProperty(SCHEDULER))) {
            problems.add("there is no trace of the JDK's scheduler, only of Jopher's");
        }
        return problems;
    }

    private static String problem(String name, Rule rule, String value) {
        return name + " must be " + rule.expected + ", not '" + value + "'; it is ignored";
    }

    /** Returns the properties with our prefix that nothing reads: misspelt names. */
    public static List<String> unknown(Properties properties) {
        return properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("jopher."))
                .filter(name -> !isKnown(name))
                .sorted()
                .toList();
    }

    static boolean isKnown(String name) {
        return RULES.containsKey(name) || OWN.contains(name);
    }

    /** Returns whether a scheduler has that name. */
    private static boolean isScheduler(String name) {
        return name.equals("jdk") || SchedulerProvider.find(name) != null;
    }

    private static boolean isNumber(String value) {
        return !value.isEmpty() && value.length() < 10
                && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

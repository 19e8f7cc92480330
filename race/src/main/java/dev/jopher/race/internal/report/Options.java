package dev.jopher.race.internal.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The options of the detector. Those of Go have Go's names and come from the variable {@code
 * GORACE}, separated by blanks. The agent's own options are separated by commas or semicolons, and
 * win. A word without {@code =} continues the value before it: {@code include=com.acme,org.acme}.
 *
 * @param include packages or classes that are checked; empty for all
 * @param exclude those that are not
 * @param cache the directory for the rewritten classes of the JDK; empty for none
 * @param logPath {@code stderr}, {@code stdout}, or the file of the reports, without the process's
 *     number, which follows
 * @param stripPathPrefix what reports leave out at the beginning of a file's path
 * @param suppressions the file with patterns of races that are not reported; empty for none
 * @param json whether each report is one line of JSON
 * @param idle whether the agent does nothing: so an AOT cache is made that fits a JVM with agents
 */
public record Options(List<String> include, List<String> exclude, String cache, boolean haltOnError,
        int exitCode, String logPath, String stripPathPrefix, String suppressions, boolean json,
        boolean idle) {

    /** Go's exit code of a program with races. */
    private static final int EXIT_RACE = 66;

    public static final Options DEFAULT =
            new Options(List.of(), List.of(), "", false, EXIT_RACE, "stderr", "", "", false,
                    false);

    private static final Set<String> GO = Set.of("halt_on_error", "exitcode", "log_path",
            "strip_path_prefix", "suppressions", "history_size", "atexit_sleep_ms");

    private static final Set<String> OWN = Set.of("include", "exclude", "cache", "json", "idle");

    /**
     * @param agent what follows {@code =} in {@code -javaagent:jopher-race.jar=}
     * @param gorace the variable of that name
     * @throws IllegalArgumentException if there is no such option, or not with that value
     */
    public static Options of(String agent, @Nullable String gorace) {
        Map<String, String> values = new HashMap<>();
        if (gorace != null && !gorace.isBlank()) {
            put(values, gorace.strip().split("\\s+"), ' ', true);
        }
        if (!agent.isBlank()) {
            put(values, agent.split("[,;]"), ',', false);
        }
        number(values, "history_size", 7); // stacks are recorded in another way than Go's
        number(values, "atexit_sleep_ms", Integer.MAX_VALUE); // nothing has to be awaited
        return new Options(list(values, "include"), list(values, "exclude"),
                values.getOrDefault("cache", ""), number(values, "halt_on_error", 1) == 1,
                values.containsKey("exitcode") ? number(values, "exitcode", 255) : EXIT_RACE,
                values.getOrDefault("log_path", "stderr"),
                values.getOrDefault("strip_path_prefix", ""),
                values.getOrDefault("suppressions", ""), number(values, "json", 1) == 1,
                number(values, "idle", 1) == 1);
    }

    private static void put(Map<String, String> values, String[] words, char separator,
            boolean gorace) {
        String last = null;
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals >= 0) {
                last = known(word.substring(0, equals).strip(), gorace);
                values.put(last, word.substring(equals + 1).strip());
            } else if (last != null && !gorace) {
                values.merge(last, word.strip(), (a, b) -> a + separator + b);
            } else if (!word.isBlank()) {
                throw new IllegalArgumentException(unknown(word, gorace));
            }
        }
    }

    private static String known(String name, boolean gorace) {
        if (GO.contains(name) || OWN.contains(name)) {
            return name;
        }
        throw new IllegalArgumentException(unknown(name, gorace));
    }

    private static String unknown(String word, boolean gorace) {
        List<String> all = new ArrayList<>(GO);
        all.addAll(OWN);
        all.sort(null);
        return (gorace ? "GORACE: " : "") + "unknown option " + word + "; there are "
                + String.join(", ", all);
    }

    private static int number(Map<String, String> values, String name, int max) {
        String value = values.getOrDefault(name, "0");
        if (max == 1 && (value.equals("true") || value.equals("false"))) {
            return value.equals("true") ? 1 : 0;
        }
        try {
            int n = Integer.parseInt(value);
            if (n >= 0 && n <= max) {
                return n;
            }
        } catch (NumberFormatException e) {
            // see below
        }
        throw new IllegalArgumentException("option " + name + " must be a number from 0 to " + max
                + ", not '" + value + "'");
    }

    private static List<String> list(Map<String, String> values, String name) {
        List<String> list = new ArrayList<>();
        for (String word : values.getOrDefault(name, "").split(",")) {
            if (!word.isBlank()) {
                list.add(word.strip());
            }
        }
        return List.copyOf(list);
    }
}

package dev.jopher.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The words after {@code jopher run}: flags, then the program, then what is the program's own business, also
 * if it looks like a flag. As in Go a flag's value may follow {@code =} or come as the next word, and of two
 * equal flags the last one counts.
 *
 * @param file the source, or {@code -} for standard input
 */
record RunOptions(
        @Nullable String procs,
        @Nullable String classPath,
        @Nullable String schedTrace,
        boolean leaks,
        boolean lockOrder,
        String file,
        List<String> args) {

    private static final String PROCS = "-procs";
    private static final String CLASS_PATH = "-cp";
    private static final String SCHED_TRACE = "-schedtrace";
    private static final String LEAKS = "-leaks";
    private static final String LOCK_ORDER = "-lockorder";

    private static final Set<String> SWITCHES = Set.of(LEAKS, LOCK_ORDER);

    /** Each way to write a flag, and the flag that it is. */
    private static final Map<String, String> FLAGS = Map.ofEntries(
            Map.entry("-procs", PROCS),
            Map.entry("--procs", PROCS),
            Map.entry("-cp", CLASS_PATH),
            Map.entry("-classpath", CLASS_PATH),
            Map.entry("--class-path", CLASS_PATH),
            Map.entry("-schedtrace", SCHED_TRACE),
            Map.entry("--schedtrace", SCHED_TRACE),
            Map.entry("-leaks", LEAKS),
            Map.entry("--leaks", LEAKS),
            Map.entry("-lockorder", LOCK_ORDER),
            Map.entry("--lockorder", LOCK_ORDER));

    static RunOptions of(List<String> words) {
        Map<String, String> values = new HashMap<>();
        int i = 0;
        for (; i < words.size() && isFlag(words.get(i)); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            String flag = FLAGS.get(name);
            if (flag == null) {
                throw CommandException
                        .usage("unknown flag " + name + "; \"jopher help run\" lists the flags");
            }
            if (SWITCHES.contains(flag)) {
                if (equals >= 0) {
                    throw CommandException.usage("flag " + name + " takes no value");
                }
                values.put(flag, "");
                continue;
            }
            if (equals < 0 && ++i == words.size()) {
                throw CommandException.usage("flag " + name + " needs a value");
            }
            values.put(flag, equals < 0 ? words.get(i) : word.substring(equals + 1));
        }
        if (i == words.size()) {
            throw CommandException.usage("run: name the program, as in \"jopher run File.java\"");
        }
        return new RunOptions(values.get(PROCS), values.get(CLASS_PATH), values.get(SCHED_TRACE),
                values.containsKey(LEAKS), values.containsKey(LOCK_ORDER), words.get(i),
                words.subList(i + 1, words.size()));
    }

    private static boolean isFlag(String word) {
        return word.startsWith("-") && !word.equals(Source.STANDARD_INPUT);
    }
}

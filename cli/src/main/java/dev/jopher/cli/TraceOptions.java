package dev.jopher.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What {@code jopher trace} is asked to do.
 *
 * @param file the recording; null to record the process {@code pid}
 * @param pid a running program; 0 for none
 * @param seconds for how long it is recorded
 * @param page where the page is written; null for a temporary file, which is then opened
 * @param perfetto where the recording is written for Perfetto; null for nowhere
 */
record TraceOptions(
        @Nullable String file,
        long pid,
        int seconds,
        @Nullable String page,
        @Nullable String perfetto) {

    static final List<String> FLAGS = List.of("-o", "-perfetto", "-pid", "-seconds");

    private static final String SECONDS = "5";

    static TraceOptions of(List<String> words) {
        Map<String, String> flags = new HashMap<>();
        String file = null;
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.remove();
            String name = name(word);
            if (FLAGS.contains(name)) {
                flags.put(name, value(name, word, rest));
            } else if (word.startsWith("-")) {
                throw CommandException
                        .usage("unknown flag " + word + "; \"jopher help trace\" lists the flags");
            } else if (file != null) {
                throw CommandException
                        .usage("trace takes one file; " + word + " is another one");
            } else {
                file = word;
            }
        }
        return checked(file, flags);
    }

    private static TraceOptions checked(@Nullable String file, Map<String, String> flags) {
        String pid = flags.get("-pid");
        String seconds = flags.getOrDefault("-seconds", SECONDS);
        if (pid != null && !pid.matches("[1-9][0-9]{0,17}")) {
            throw CommandException
                    .usage("-pid must be the number of a process, not '" + pid + "'");
        }
        if (!seconds.matches("[1-9][0-9]{0,3}") || Integer.parseInt(seconds) > 3600) {
            throw CommandException.usage(
                    "-seconds must be a whole number from 1 to 3600, not '" + seconds + "'");
        }
        if (file != null && pid != null) {
            throw CommandException.usage("trace takes a file or -pid, not both");
        }
        if (pid == null && flags.containsKey("-seconds")) {
            throw CommandException.usage("-seconds is for a running program: it needs -pid");
        }
        if (file == null && pid == null) {
            throw CommandException.usage("trace: name the recording, as in \"jopher trace "
                    + "sheep.trace\"; \"jopher run -trace sheep.trace Sheep.java\" makes one");
        }
        return new TraceOptions(file, pid == null ? 0 : Long.parseLong(pid),
                Integer.parseInt(seconds), flags.get("-o"), flags.get("-perfetto"));
    }

    /** Returns the flag of a word, with one dash and without a value. */
    private static String name(String word) {
        String name = word.startsWith("--") ? word.substring(1) : word;
        int equals = name.indexOf('=');
        return equals < 0 || !name.startsWith("-") ? name : name.substring(0, equals);
    }

    private static String value(String name, String word, Deque<String> rest) {
        int equals = word.indexOf('=');
        String value = equals >= 0 ? word.substring(equals + 1) : rest.poll();
        if (value == null || value.isEmpty()) {
            boolean isFile = name.equals("-o") || name.equals("-perfetto");
            throw CommandException.usage(
                    "flag " + name + " needs " + (isFile ? "the name of a file" : "a number"));
        }
        return value;
    }
}

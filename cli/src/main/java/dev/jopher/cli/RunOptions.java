package dev.jopher.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.jopher.cli.RunFlag.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The words after {@code jopher run}: flags, then the program, then the program's arguments, which
 * may look like flags. As in Go a flag's value may follow {@code =} or be the next word, and of two
 * equal flags the last one counts.
 *
 * @param libraries the names that follow {@code -with}, which the script has put on the class path
 * @param javac options for javac alone
 * @param jvm options for the JVM, which the script has given to it
 * @param file the source, or {@code -} for standard input
 */
record RunOptions(
        @Nullable String procs,
        @Nullable String classPath,
        @Nullable String schedTrace,
        List<String> libraries,
        boolean leaks,
        boolean lockOrder,
        boolean race,
        List<String> javac,
        List<String> jvm,
        String file,
        List<String> args) {

    private static final String PROCS = "-procs";
    private static final String SCHED_TRACE = "-schedtrace";
    private static final String WITH = "-with";

    static RunOptions of(List<String> words) {
        Map<String, String> values = new HashMap<>();
        List<String> libraries = new ArrayList<>();
        List<String> javac = new ArrayList<>();
        List<String> jvm = new ArrayList<>();
        int i = 0;
        for (; i < words.size() && isFlag(words.get(i)); i++) {
            RunFlag flag = RunFlag.of(words.get(i));
            boolean inTwoWords = flag.needsNextWord();
            if (inTwoWords) {
                if (++i == words.size()) {
                    throw CommandException.usage("flag " + flag.name() + " needs a value");
                }
                flag = flag.with(words.get(i));
            }
            check(flag, inTwoWords);
            if (flag.name().equals(WITH)) {
                libraries.add(flag.text());
            }
            switch (flag.kind()) {
                case SWITCH, SETTING -> values.put(flag.name(), String.valueOf(flag.value()));
                case JAVAC -> javac.add(flag.name());
                case JAVAC_WITH_VALUE -> javac.addAll(List.of(flag.name(), flag.text()));
                case JVM -> jvm.add(flag.name());
                case JVM_WITH_VALUE -> {
                    if (inTwoWords) {
                        jvm.addAll(List.of(flag.name(), flag.text()));
                    } else {
                        jvm.add(flag.name() + "=" + flag.text());
                    }
                }
            }
        }
        if (i == words.size()) {
            throw CommandException.usage("run: name the program, as in \"jopher run File.java\"");
        }
        return new RunOptions(values.get(PROCS), values.get("-cp"), values.get(SCHED_TRACE),
                List.copyOf(libraries), values.containsKey("-leaks"),
                values.containsKey("-lockorder"), values.containsKey("-race"),
                List.copyOf(javac), List.copyOf(jvm), words.get(i),
                List.copyOf(words.subList(i + 1, words.size())));
    }

    private static void check(RunFlag flag, boolean inTwoWords) {
        if (flag.kind() == Kind.SWITCH && flag.value() != null) {
            throw CommandException.usage("flag " + flag.name() + " takes no value");
        }
        if (flag.name().equals(PROCS)) {
            ParallelismOption.ofFlag(flag.text());
        } else if (flag.name().equals(SCHED_TRACE)) {
            checkMillis(flag.text());
        } else if (flag.name().equals(WITH) && flag.text().isEmpty()) {
            throw CommandException.usage("flag -with needs the name of a library");
        } else if (inTwoWords && isNoValue(flag.text())) {
            throw CommandException
                    .usage("flag " + flag.name() + " needs a value before " + flag.text());
        }
    }

    private static void checkMillis(String millis) {
        if (!millis.matches("[1-9][0-9]{0,8}")) {
            throw CommandException.usage(
                    "-schedtrace must be a positive number of milliseconds, not '" + millis
                            + "'");
        }
    }

    /** Returns whether the value is missing, and the next flag or the program is in its place. */
    private static boolean isNoValue(String word) {
        if (word.endsWith(".java")) {
            return true;
        }
        try {
            return isFlag(word) && !RunFlag.of(word).name().isEmpty();
        } catch (CommandException e) {
            return false;
        }
    }

    private static boolean isFlag(String word) {
        return word.startsWith("-") && !word.equals(Source.STANDARD_INPUT);
    }
}

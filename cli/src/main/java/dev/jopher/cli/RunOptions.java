package dev.jopher.cli;

import java.util.List;

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
        String file,
        List<String> args) {

    static RunOptions of(List<String> words) {
        String procs = null;
        String classPath = null;
        int i = 0;
        for (; i < words.size() && isFlag(words.get(i)); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            boolean isProcs = isProcs(name);
            if (!isProcs && !isClassPath(name)) {
                throw CommandException
                        .usage("unknown flag " + name + "; \"jopher help run\" lists the flags");
            }
            if (equals < 0 && ++i == words.size()) {
                throw CommandException.usage("flag " + name + " needs a value");
            }
            String value = equals < 0 ? words.get(i) : word.substring(equals + 1);
            if (isProcs) {
                procs = value;
            } else {
                classPath = value;
            }
        }
        if (i == words.size()) {
            throw CommandException.usage("run: name the program, as in \"jopher run File.java\"");
        }
        return new RunOptions(procs, classPath, words.get(i), words.subList(i + 1, words.size()));
    }

    private static boolean isFlag(String word) {
        return word.startsWith("-") && !word.equals(Source.STANDARD_INPUT);
    }

    private static boolean isProcs(String name) {
        return name.equals("-procs") || name.equals("--procs");
    }

    private static boolean isClassPath(String name) {
        return name.equals("-cp") || name.equals("-classpath") || name.equals("--class-path");
    }
}

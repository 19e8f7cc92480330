package dev.jopher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Those of the JVM's options that javac must get as well, as Java's source launcher does. */
final class JavacOptions {
    private static final Set<String> WITH_VALUE =
            Set.of("--add-exports", "--add-modules", "--add-reads", "--limit-modules",
                    "--module-path", "-p", "--patch-module", "--upgrade-module-path");

    /** In the order in which the JVM reads them. */
    private static final List<String> VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "JOPHER_JAVA_OPTS");

    private JavacOptions() {}

    /**
     * Returns the options for javac, in its own form.
     *
     * @param jvmOptions one a word, in the order in which the JVM has got them
     * @param own options that are for javac alone; they come last
     */
    static List<String> of(List<String> jvmOptions, List<String> own) {
        List<String> options = new ArrayList<>();
        for (int i = 0; i < jvmOptions.size(); i++) {
            String word = jvmOptions.get(i);
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (word.equals("--enable-preview") && !options.contains(word)) {
                options.add(word);
                if (!own.contains("--release")) {
                    options.add("--release");
                    options.add(Integer.toString(Runtime.version().feature()));
                }
            } else if (word.startsWith("-agentlib:jdwp=") && !own.contains("-g")) {
                options.add("-g");
            } else
                if (WITH_VALUE.contains(name)
                        && (equals > 0 || i + 1 < jvmOptions.size())) {
                            options.add(name);
                            options.add(
                                    equals > 0 ? word.substring(equals + 1) : jvmOptions.get(++i));
                        }
        }
        options.addAll(own);
        return options;
    }

    /** Returns the words of the variables that give a JVM options. */
    static List<String> ofEnvironment(Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        for (String name : VARIABLES) {
            String text = environment.getOrDefault(name, "").strip();
            if (!text.isEmpty()) {
                words.addAll(List.of(text.split("\\s+")));
            }
        }
        return words;
    }
}

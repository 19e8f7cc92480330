package dev.jopher.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Those of the JVM's options that javac must be told of as well, as Java's source launcher does. */
final class JavacOptions {
    private static final Set<String> WITH_VALUE =
            Set.of("--add-exports", "--add-modules", "--limit-modules");

    private JavacOptions() {}

    /** @param jvmOptions separated by blanks, as in the variable {@code JOPHER_JAVA_OPTS} */
    static List<String> of(String jvmOptions) {
        List<String> options = new ArrayList<>();
        String[] words = jvmOptions.strip().split("\\s+");
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (word.equals("--enable-preview")) {
                options.add(word);
                options.add("--release");
                options.add(Integer.toString(Runtime.version().feature()));
            } else if (word.startsWith("-agentlib:jdwp=")) {
                options.add("-g");
            } else if (WITH_VALUE.contains(name) && (equals > 0 || i + 1 < words.length)) {
                options.add(name);
                options.add(equals > 0 ? word.substring(equals + 1) : words[++i]);
            }
        }
        return options;
    }
}

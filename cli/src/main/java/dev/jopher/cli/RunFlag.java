package dev.jopher.cli;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One flag of {@code jopher run} or {@code jopher explore}: its name, what it is for, and whether
 * it needs a value.
 *
 * <p>The script {@code jopher} reads the same words before a JVM runs, passes the JVM's to it, and
 * leaves all of them in place. So it has the same list.
 *
 * @param name as it is written, without {@code =} and what follows
 * @param value the text after {@code =}; null if there is none
 */
record RunFlag(Kind kind, String name, @Nullable String value) {
    /** What a flag is for, and whether a value must follow. */
    enum Kind {
        /** Jopher's own, without a value. */
        SWITCH(false),
        /** Jopher's own, with a value. */
        SETTING(true),
        /** For javac alone. */
        JAVAC(false), JAVAC_WITH_VALUE(true),
        /** For the JVM; javac gets some of them as well. */
        JVM(false), JVM_WITH_VALUE(true);

        private final boolean hasValue;

        Kind(boolean hasValue) {
            this.hasValue = hasValue;
        }
    }

    /** Other ways to write the class path. */
    private static final Set<String> CLASS_PATH = Set.of("-classpath", "--class-path");

    private static final Set<String> JAVAC_WITH_VALUE =
            Set.of("-Xmaxerrs", "-Xmaxwarns", "--release", "--source");

    private static final Predicate<String> JAVAC = Pattern.compile(
            "-parameters|-nowarn|-Werror|-deprecation|-g(:.*)?|-Xlint(:.*)?|-Xdiags:.*"
                    + "|-Xdoclint(:.*)?")
            .asMatchPredicate();

    private static final Set<String> JVM_WITH_VALUE =
            Set.of("--add-exports", "--add-modules", "--add-opens", "--add-reads",
                    "--enable-native-access", "--limit-modules", "--module-path", "-p",
                    "--patch-module", "--upgrade-module-path");

    /** Flags that take their value only after {@code =}. */
    private static final Set<String> JVM_WITH_EQUALS =
            Set.of("--finalization", "--illegal-native-access",
                    "--sun-misc-unsafe-memory-access", "--enable-final-field-mutation",
                    "--illegal-final-field-mutation");

    private static final Predicate<String> JVM = Pattern.compile(
            "-D.*|-X.*|(-ea|-enableassertions|-da|-disableassertions|-verbose)(:.*)?"
                    + "|-esa|-enablesystemassertions|-dsa|-disablesystemassertions"
                    + "|-(javaagent|agentlib|agentpath):.*|--enable-preview",
            Pattern.DOTALL)
            .asMatchPredicate();

    private static final Map<String, String> JAVAC_NAMES = Map.of("--source", "--release");

    /**
     * Returns the flag that {@code word} is.
     *
     * @param own the flags that only the command has
     * @throws CommandException if there is no such flag
     */
    static RunFlag of(String word, OwnFlags own) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String value = equals < 0 ? null : word.substring(equals + 1);
        String usual = CLASS_PATH.contains(name)
                ? OwnFlags.CLASS_PATH
                : name.replaceFirst("^--(?!cp$)", "-");
        if (own.switches().contains(usual)) {
            return new RunFlag(Kind.SWITCH, usual, value);
        }
        if (own.settings().contains(usual)) {
            return new RunFlag(Kind.SETTING, usual, value);
        }
        if (JAVAC_WITH_VALUE.contains(name)) {
            return new RunFlag(Kind.JAVAC_WITH_VALUE, JAVAC_NAMES.getOrDefault(name, name), value);
        }
        if (JVM_WITH_VALUE.contains(name) && !word.startsWith("-p=")) {
            return new RunFlag(Kind.JVM_WITH_VALUE, name, value);
        }
        if (JVM_WITH_EQUALS.contains(name) && value != null || JVM.test(word)) {
            return JAVAC.test(word)
                    ? new RunFlag(Kind.JAVAC, word, null)
                    : new RunFlag(Kind.JVM, word, null);
        }
        if (JAVAC.test(word)) {
            return new RunFlag(Kind.JAVAC, word, null);
        }
        throw CommandException.usage("unknown flag " + name + "; \"jopher help " + own.command()
                + "\" lists the flags");
    }

    /** Returns whether the next word is its value. */
    boolean needsNextWord() {
        return kind.hasValue && value == null;
    }

    /** Returns its value; empty if it has none. */
    String text() {
        return value == null ? "" : value;
    }

    RunFlag with(String nextWord) {
        return new RunFlag(kind, name, nextWord);
    }
}

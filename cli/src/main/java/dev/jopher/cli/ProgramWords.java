package dev.jopher.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.jopher.cli.RunFlag.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The words after a command that compiles a program: flags, then the program, then the program's
 * arguments, which may look like flags. As in Go a flag's value may follow {@code =} or be the next
 * word, and of two equal flags the last one counts.
 *
 * @param values the command's own flags; the value of a switch may be missing
 * @param libraries the names that follow {@code -with}, which the script has put on the class path
 * @param javac options for javac alone
 * @param jvm options for the JVM, which the script has given to it
 * @param file the source, or {@code -} for standard input
 */
record ProgramWords(
        Map<String, @Nullable String> values,
        List<String> libraries,
        List<String> javac,
        List<String> jvm,
        String file,
        List<String> args) {

    /** @param check throws a usage error for a flag of the command with a wrong value */
    static ProgramWords of(OwnFlags own, List<String> words, Consumer<RunFlag> check) {
        Map<String, @Nullable String> values = new HashMap<>();
        List<String> libraries = new ArrayList<>();
        List<String> javac = new ArrayList<>();
        List<String> jvm = new ArrayList<>();
        int i = 0;
        for (; i < words.size() && isFlag(words.get(i)); i++) {
            RunFlag flag = RunFlag.of(words.get(i), own);
            boolean inTwoWords = flag.needsNextWord();
            if (inTwoWords) {
                if (++i == words.size()) {
                    throw CommandException.usage("flag " + flag.name() + " needs a value");
                }
                flag = flag.with(words.get(i));
            }
            check(flag, inTwoWords, own, check);
            switch (flag.kind()) {
                case SWITCH -> values.put(flag.name(), flag.value());
                case SETTING -> {
                    values.put(flag.name(), flag.value());
                    if (flag.name().equals(OwnFlags.WITH)) {
                        libraries.add(flag.text());
                    }
                }
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
            throw CommandException.usage(own.command() + ": name the program, as in \"jopher "
                    + own.command() + " File.java\"");
        }
        return new ProgramWords(values, List.copyOf(libraries), List.copyOf(javac),
                List.copyOf(jvm), words.get(i),
                List.copyOf(words.subList(i + 1, words.size())));
    }

    private static void check(RunFlag flag, boolean inTwoWords, OwnFlags own,
            Consumer<RunFlag> more) {
        if (flag.kind() == Kind.SWITCH && flag.value() != null) {
            if (!flag.name().equals(OwnFlags.RACE)) {
                throw CommandException.usage("flag " + flag.name() + " takes no value");
            }
            if (!flag.text().equals("on") && !flag.text().equals("off")) {
                throw CommandException.usage("-race is on or off, not '" + flag.text() + "'");
            }
        }
        more.accept(flag);
        if (flag.name().equals(OwnFlags.WITH) && flag.text().isEmpty()) {
            throw CommandException.usage("flag -with needs the name of a library");
        }
        if (inTwoWords && isNoValue(flag.text(), own)) {
            throw CommandException
                    .usage("flag " + flag.name() + " needs a value before " + flag.text());
        }
    }

    /** Returns whether the value is missing, and the next flag or the program is in its place. */
    private static boolean isNoValue(String word, OwnFlags own) {
        if (word.endsWith(".java")) {
            return true;
        }
        try {
            return isFlag(word) && !RunFlag.of(word, own).name().isEmpty();
        } catch (CommandException e) {
            return false;
        }
    }

    private static boolean isFlag(String word) {
        return word.startsWith("-") && !word.equals(Source.STANDARD_INPUT);
    }

    boolean has(String flag) {
        return values.containsKey(flag);
    }

    /** Returns the value of a flag; null if it is not there. */
    @Nullable String value(String flag) {
        return values.get(flag);
    }

    @Nullable String classPath() {
        return value(OwnFlags.CLASS_PATH);
    }
}

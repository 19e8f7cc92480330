package dev.jopher.cli;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The agent that {@code jopher dump} and {@code jopher ps} load into another JVM. It writes the
 * answer into a file of theirs. Only this class is loaded there, so it refers to nothing of Jopher;
 * it finds Jopher by reflection, whichever loader has it.
 */
public final class DumpAgent {
    /** Written instead of a dump if there is no Jopher. */
    static final String NO_JOPHER = "no jopher";

    private DumpAgent() {}

    /**
     * Answers the command. Called by the JVM.
     *
     * @param arguments lines: the file, then "count", or the names of the dump's options
     */
    public static void agentmain(String arguments, Instrumentation jvm) throws Exception {
        List<String> lines = arguments.lines().toList();
        Files.writeString(Path.of(lines.getFirst()), answer(lines.subList(1, lines.size()), jvm));
    }

    /**
     * Returns the answer of each Jopher in this JVM: two web applications may each bring their own.
     */
    private static String answer(List<String> words, Instrumentation jvm) throws Exception {
        StringBuilder dumps = new StringBuilder();
        long goroutines = 0;
        boolean found = false;
        for (Class<?> c : jvm.getAllLoadedClasses()) {
            if (c.getName().equals("dev.jopher.internal.sched.GoRuntime")) {
                Class<?> go = Class.forName("dev.jopher.Go", true, c.getClassLoader());
                found = true;
                if (words.contains("count")) {
                    goroutines += ((Number) go.getMethod("numGoroutine").invoke(null)).longValue();
                } else {
                    dumps.append(dumps.isEmpty() ? "" : "\n").append(dump(go, words));
                }
            }
        }
        return !found ? NO_JOPHER : dumps.isEmpty() ? Long.toString(goroutines) : dumps.toString();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static String dump(Class<?> go, List<String> words) throws Exception {
        Class option = Class.forName("dev.jopher.DumpOption", true, go.getClassLoader());
        Object options = Array.newInstance(option, words.size());
        for (int i = 0; i < words.size(); i++) {
            Array.set(options, i, Enum.valueOf(option, words.get(i)));
        }
        return (String) go.getMethod("dump", options.getClass()).invoke(null, options);
    }
}

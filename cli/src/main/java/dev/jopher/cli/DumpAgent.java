package dev.jopher.cli;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The agent that {@code jopher dump} and {@code jopher ps} load into another JVM. It writes the
 * answer into a file of theirs. Only this class is loaded there, so it refers to nothing of Jopher;
 * it finds Jopher by reflection, whichever loader has it.
 */
public final class DumpAgent {
    /** Written instead of a dump if there is no Jopher. */
    static final String NO_JOPHER = "no jopher";

    /** The answers to "trace". */
    static final String STARTED = "started";

    static final String STOPPED = "stopped";

    /** The last seconds, which the program kept in memory. */
    static final String WRITTEN = "written";

    static final String REFUSED = "refused: ";

    private static final String RECORD = "dev.jopher.internal.record";

    private DumpAgent() {}

    /**
     * Answers the command. Called by the JVM.
     *
     * @param arguments lines: the file for the answer, then "count", or the names of the dump's
     *        options, or "trace", a file and how many seconds, or "trace-stop" and that file
     */
    public static void agentmain(String arguments, Instrumentation jvm) throws Exception {
        List<String> lines = arguments.lines().toList();
        Files.writeString(Path.of(lines.getFirst()), answer(lines.subList(1, lines.size()), jvm));
    }

    /**
     * Returns the answer of each Jopher in this JVM: two web applications may each bring their own.
     */
    private static String answer(List<String> words, Instrumentation jvm) throws Exception {
        if (!words.isEmpty() && words.getFirst().startsWith("trace")) {
            return trace(words, jvm);
        }
        StringBuilder dumps = new StringBuilder();
        long goroutines = 0;
        List<Class<?>> found = runtimes(jvm);
        for (Class<?> c : found) {
            Class<?> go = Class.forName("dev.jopher.Go", true, c.getClassLoader());
            if (words.contains("count")) {
                goroutines += ((Number) go.getMethod("numGoroutine").invoke(null)).longValue();
            } else {
                dumps.append(dumps.isEmpty() ? "" : "\n").append(dump(go, words));
            }
        }
        return found.isEmpty() ? NO_JOPHER
                : dumps.isEmpty() ? Long.toString(goroutines) : dumps.toString();
    }

    /** Returns a class of each Jopher in this JVM. */
    private static List<Class<?>> runtimes(Instrumentation jvm) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> c : jvm.getAllLoadedClasses()) {
            if (c.getName().equals("dev.jopher.internal.sched.GoRuntime")) {
                found.add(c);
            }
        }
        return found;
    }

    /** Records, with the first Jopher in this JVM. */
    private static String trace(List<String> words, Instrumentation jvm) throws Exception {
        List<Class<?>> found = runtimes(jvm);
        if (found.isEmpty()) {
            return NO_JOPHER;
        }
        export(found.getFirst(), jvm);
        return trace(words, found.getFirst().getClassLoader());
    }

    /** Lets this class call what Jopher does not export, if that is a module. */
    private static void export(Class<?> c, Instrumentation jvm) {
        Set<Module> self = Set.of(DumpAgent.class.getModule());
        if (c.getModule().isNamed()) {
            jvm.redefineModule(c.getModule(), Set.of(), Map.of(RECORD, self), Map.of(), Set.of(),
                    Map.of());
        }
    }

    private static String trace(List<String> words, ClassLoader loader) throws Exception {
        try {
            Class<?> recordings = Class.forName(RECORD + ".Recordings", true, loader);
            Path file = Path.of(words.get(1));
            if (words.size() < 3) {
                recordings.getMethod("stop", Path.class).invoke(null, file);
                return STOPPED;
            }
            if ((boolean) recordings.getMethod("hasRing").invoke(null)) {
                recordings.getMethod("write", Path.class).invoke(null, file);
                return WRITTEN;
            }
            long nanos = TimeUnit.SECONDS.toNanos(Long.parseLong(words.get(2)));
            recordings.getMethod("start", Path.class, long.class).invoke(null, file, nanos);
            return STARTED;
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            return REFUSED + (cause == null ? e : cause).getMessage();
        } catch (ClassNotFoundException e) {
            return REFUSED + "its Jopher has no traces";
        }
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

package dev.jopher.cli;

import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The agent that {@code jopher top} loads into another JVM, once: it lets the Jopher there connect
 * to a socket of the command, and answer. As with {@link DumpAgent}, only this class is loaded
 * there. It is a class of its own because a JVM keeps the first agent class of a name, and an older
 * command may have been there before.
 */
public final class TopAgent {
    /** Written if there is no Jopher. */
    static final String NO_JOPHER = DumpAgent.NO_JOPHER;

    /** Written if the Jopher in this JVM is older than the live view. */
    static final String TOO_OLD = "too old";

    private static final String SERVER = "dev.jopher.internal.dump.OverviewServer";

    private TopAgent() {}

    /**
     * Answers the command. Called by the JVM.
     *
     * @param arguments lines: the file for the answer, the socket
     */
    public static void agentmain(String arguments, Instrumentation jvm) throws Exception {
        List<String> lines = arguments.lines().toList();
        Files.writeString(Path.of(lines.getFirst()), serve(lines.get(1), jvm));
    }

    /**
     * Lets the Jopher with the most goroutines answer: two web applications may each bring their
     * own. Returns how many there are.
     */
    private static String serve(String socket, Instrumentation jvm) throws Exception {
        Class<?> busiest = null;
        long most = -1;
        int found = 0;
        for (Class<?> c : jvm.getAllLoadedClasses()) {
            if (c.getName().equals("dev.jopher.internal.sched.GoRuntime")) {
                long goroutines = goroutines(c);
                found++;
                if (goroutines > most) {
                    most = goroutines;
                    busiest = c;
                }
            }
        }
        Class<?> server = busiest == null ? null : server(busiest);
        if (server == null) {
            return busiest == null ? NO_JOPHER : TOO_OLD;
        }
        open(server, jvm);
        server.getMethod("connect", String.class).invoke(null, socket);
        return Integer.toString(found);
    }

    private static long goroutines(Class<?> runtime) throws Exception {
        Class<?> go = Class.forName("dev.jopher.Go", true, runtime.getClassLoader());
        return ((Number) go.getMethod("numGoroutine").invoke(null)).longValue();
    }

    private static @Nullable Class<?> server(Class<?> runtime) {
        try {
            return Class.forName(SERVER, true, runtime.getClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** Lets this class call {@code server}, whose module does not export it to others. */
    private static void open(Class<?> server, Instrumentation jvm) {
        Module module = server.getModule();
        Module here = TopAgent.class.getModule();
        if (!module.isExported(server.getPackageName(), here)) {
            jvm.redefineModule(module, Set.of(), Map.of(server.getPackageName(), Set.of(here)),
                    Map.of(), Set.of(), Map.of());
        }
    }
}

package dev.jopher.explore.internal.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.jar.JarFile;

import org.jspecify.annotations.Nullable;

/**
 * Where the JVM starts the agent. The JDK's own classes call the explorer, so its classes must come
 * from the loader of those: {@code jopher explore} names the jar on the boot class path, and
 * otherwise this class adds it there, before it uses any other class of the jar.
 */
public final class Premain {
    private static final int EXIT_USAGE = 2;

    private Premain() {}

    public static void premain(@Nullable String options, Instrumentation instrumentation)
            throws IOException, URISyntaxException {
        if (Premain.class.getClassLoader() != null) {
            Path jar = Path.of(Premain.class.getProtectionDomain().getCodeSource().getLocation()
                    .toURI());
            instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar.toFile()));
        }
        try {
            requireDetector();
            Agent.start(options == null ? "" : options, instrumentation);
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("jopher: explore: " + e.getMessage());
            Runtime.getRuntime().halt(EXIT_USAGE);
        } catch (Throwable e) {
            // The JVM would abort, with a stack of its own.
            System.err.println("jopher: explore: it does not start: " + e);
            e.printStackTrace();
            Runtime.getRuntime().halt(EXIT_USAGE);
        }
    }

    /** Fails without the detector's jar, which the explorer needs also if it checks no races. */
    private static void requireDetector() {
        try {
            Class.forName("dev.jopher.race.Races", false, null);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("it needs jopher-race.jar. Put"
                    + " -javaagent:jopher-race.jar in front of -javaagent:jopher-explore.jar,"
                    + " with the paths of these files", e);
        }
    }
}

package dev.jopher.race.internal.agent;

import java.util.List;

import dev.jopher.race.internal.report.Options;

/**
 * Which classes are checked for races. Synchronisation is seen in all classes but the JDK's, where
 * {@link JdkTransformer} chooses.
 *
 * @param includes beginnings of internal names; empty for all classes
 */
record Scope(List<String> includes, List<String> excludes) {
    private static final String CANARIES = "dev/jopher/race/canary/";

    /** Where the class loaders of OpenTelemetry's agent are. */
    private static final String OTHER_AGENT = "io.opentelemetry.javaagent.";

    private static final Scope NOTHING = new Scope(List.of("-"), List.of());

    static Scope of(Options options) {
        return new Scope(internal(options.include()), internal(options.exclude()));
    }

    private static List<String> internal(List<String> names) {
        return names.stream().map(n -> n.replace('.', '/')).toList();
    }

    /** Returns whether a class is left as it is. */
    boolean isSkipped(ClassLoader loader, String name) {
        return isDetector(name) || loader == ClassLoader.getPlatformClassLoader();
    }

    /**
     * Returns the scope for the classes of a loader: those of another agent are not the program's,
     * and are not checked.
     */
    Scope of(ClassLoader loader) {
        return loader.getClass().getName().startsWith(OTHER_AGENT) ? NOTHING : this;
    }

    boolean isDetector(String name) {
        return name.startsWith("dev/jopher/race/internal/");
    }

    /** Returns whether the accesses of a class are checked. */
    boolean isChecked(String name) {
        if (name.startsWith(CANARIES)) {
            return true;
        }
        return (includes.isEmpty() || isIn(includes, name)) && !isIn(excludes, name);
    }

    /** A package has the classes below it, a class those inside it; {@code com/ac} has no com/acme. */
    private static boolean isIn(List<String> names, String name) {
        for (String n : names) {
            String prefix = n.endsWith("*") ? n.substring(0, n.length() - 1) : n;
            if (name.startsWith(prefix) && (name.length() == prefix.length()
                    || prefix.length() < n.length() || prefix.endsWith("/")
                    || "/$".indexOf(name.charAt(prefix.length())) >= 0)) {
                return true;
            }
        }
        return false;
    }
}

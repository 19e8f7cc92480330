package dev.jopher.race.internal.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * Which classes are checked for races. Synchronisation is seen in all classes but the JDK's, where
 * {@link JdkTransformer} chooses. Options: {@code include=com.acme,org.acme}.
 */
record Scope(List<String> includes) {
    static Scope of(String options) {
        List<String> includes = new ArrayList<>();
        for (String option : options.split(";")) {
            if (option.startsWith("include=")) {
                for (String p : option.substring("include=".length()).split(",")) {
                    includes.add(p.replace('.', '/'));
                }
            }
        }
        return new Scope(includes);
    }

    /** Returns whether a class is left as it is: Jopher's own, which has edges of its own. */
    boolean isSkipped(ClassLoader loader, String name) {
        return isJopher(name) || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Returns whether it is a class of Jopher or of the detector. */
    boolean isJopher(String name) {
        return name.startsWith("dev/jopher/race/internal/") || CoreTransformer.isFor(name);
    }

    /** Returns whether the accesses of a class are checked. */
    boolean isChecked(String name) {
        return includes.isEmpty() || includes.stream().anyMatch(name::startsWith);
    }
}

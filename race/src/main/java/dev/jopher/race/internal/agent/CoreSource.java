package dev.jopher.race.internal.agent;

import java.net.URL;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Distinguishes Jopher's own classes from others in the same packages, by where they come from: a
 * jar or a directory is Jopher's if the class loader finds a class of the core there.
 */
final class CoreSource {
    private static final String CLASS = "dev/jopher/internal/base/RaceEvents.class";
    private static final Map<String, Boolean> KNOWN = new HashMap<>();

    private CoreSource() {}

    /** Returns whether a class that is loaded from a place is Jopher's own. */
    static boolean has(ClassLoader loader, String name, @Nullable URL place) {
        return CoreTransformer.isFor(name)
                && (place == null || isCommand(name) || isCore(loader, place.toString()));
    }

    /** Returns whether the class of a file is Jopher's own. */
    static boolean hasFile(ClassLoader loader, String name, @Nullable URL file) {
        if (!CoreTransformer.isFor(name)) {
            return false;
        }
        String all = file == null ? "" : file.toString();
        int end = all.length() - name.length() - ".class".length();
        return end <= 0 || isCommand(name) || isCore(loader, all.substring(0, end));
    }

    /** Returns whether it is a class of the command, which may be in another jar. */
    private static boolean isCommand(String name) {
        return name.startsWith("dev/jopher/cli/");
    }

    /** Returns whether the core is at a place. Where there is no core, the names decide. */
    private static synchronized boolean isCore(ClassLoader loader, String place) {
        Boolean known = KNOWN.get(place);
        if (known == null) {
            URL core = loader.getResource(CLASS);
            known = core == null || core.toString().contains(place);
            KNOWN.put(place, known);
        }
        return known;
    }
}

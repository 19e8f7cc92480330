package dev.jopher.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The folder {@code lib/modules}: commands in jars of their own, and libraries for
 * {@code jopher run -with}. The script finds the files and puts on the class path only those that
 * the command line names, so that the others cost nothing.
 */
final class Modules {
    private Modules() {}

    /** Returns the command of that name from a jar on the class path; null if there is none. */
    static @Nullable CommandModule command(String name) {
        for (CommandModule module : ServiceLoader.load(CommandModule.class)) {
            if (module.name().equals(name)) {
                return module;
            }
        }
        return null;
    }

    /**
     * Checks that the script has put these libraries on the class path.
     *
     * @throws CommandException if a library is missing, because java was started without the script
     */
    static void checkLoaded(List<String> libraries, String classPath) {
        for (String library : libraries) {
            if (!isLoaded(library, classPath)) {
                throw CommandException.usage("-with " + library + " needs the script jopher");
            }
        }
    }

    private static boolean isLoaded(String library, String classPath) {
        Set<String> names = Set.of(library, library + ".jar", "jopher-" + library + ".jar");
        for (String entry : classPath.split(File.pathSeparator)) {
            for (Path part : Path.of(entry)) {
                if (names.contains(part.toString())) {
                    return true;
                }
            }
        }
        return false;
    }
}

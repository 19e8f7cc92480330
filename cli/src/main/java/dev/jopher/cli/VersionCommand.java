package dev.jopher.cli;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** {@code jopher version}: the versions of Jopher and Java, and the platform. */
final class VersionCommand {
    private VersionCommand() {}

    static int run(List<String> words) {
        if (!words.isEmpty()) {
            throw CommandException.usage("version takes no arguments");
        }
        System.out.println(line());
        return Main.EXIT_OK;
    }

    static String line() {
        return "jopher " + version() + " (JDK " + Runtime.version() + ") "
                + System.getProperty("os.name").toLowerCase(Locale.ROOT) + "/"
                + System.getProperty("os.arch");
    }

    /** Returns the jar's version; classes outside of a jar have none. */
    private static String version() {
        @Nullable String version = VersionCommand.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }
}

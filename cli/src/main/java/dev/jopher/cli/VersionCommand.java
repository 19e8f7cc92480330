package dev.jopher.cli;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** {@code jopher version}: ours, Java's, and the machine's. */
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

    /** Of the jar; classes that stand in no jar have none. */
    private static String version() {
        @Nullable String version = VersionCommand.class.getPackage().getImplementationVersion();
        return version == null ? "(development)" : version;
    }
}

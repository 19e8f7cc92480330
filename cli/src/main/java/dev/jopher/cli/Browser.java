package dev.jopher.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Opens a page in the user's browser, if there is one. */
final class Browser {
    private Browser() {}

    /** Starts the browser and does not wait for it. A machine without a screen has none. */
    static void open(Path page) {
        List<String> command = command(System.getProperty("os.name").toLowerCase(Locale.ROOT),
                page.toUri().toString());
        try {
            new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            // The name of the page is printed, so the user can open it.
        }
    }

    static List<String> command(String os, String page) {
        if (os.contains("mac")) {
            return List.of("open", page);
        }
        return os.contains("win") ? List.of("rundll32", "url.dll,FileProtocolHandler", page)
                : List.of("xdg-open", page);
    }
}

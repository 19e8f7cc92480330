package dev.jopher.trace.page;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.jopher.trace.file.TraceReader;

/**
 * Makes the pictures of the guide: of each recording, the first sentence, the two charts and the
 * timeline. Arguments: the folder for the pictures, then NAME=RECORDING or NAME=RECORDING#ADDRESS.
 */
public final class Pictures {
    private static final int WIDTH = 1100;

    private Pictures() {}

    /** Makes them. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Path work = Files.createTempDirectory("pictures");
        Chromium browser = Chromium.start();
        for (int i = 1; i < arguments.length; i++) {
            String[] words = arguments[i].split("[=#]", 3);
            Path page = work.resolve(words[0] + ".html");
            Page.write(TraceReader.read(Path.of(words[1])), page);
            String address = words.length > 2 ? "#" + words[2] : "";
            browser.size(WIDTH, 1_000, false);
            browser.open(page, address);
            browser.run("");
            double bottom = browser.number(
                    "document.querySelector('.legend').getBoundingClientRect().bottom");
            browser.screenshot(folder.resolve(words[0] + ".png"), WIDTH, (int) bottom + 8);
        }
        browser.close();
    }
}

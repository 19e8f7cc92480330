package dev.jopher.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of the repository.
 *
 * @param source its path in the repository, with slashes
 * @param text what it says, in Markdown
 */
record Page(String source, String text) {
    static Page read(Path root, String source) throws IOException {
        return new Page(source, Files.readString(root.resolve(source)));
    }

    /** Returns the name of the page in the website. */
    String target() {
        return source.equals("README.md") ? "index.html" : markdownCopy().replace(".md", ".html");
    }

    /** Returns the name of its Markdown in the website, for programs that read it. */
    String markdownCopy() {
        return source.replaceFirst("^docs/", "").replace('/', '-');
    }

    String title() {
        return text.lines().filter(line -> line.startsWith("# ")).findFirst()
                .orElseThrow(() -> new IllegalStateException(source + " has no title"))
                .substring(2);
    }

    /** Returns the first sentence after the title, without its links; empty if there is none. */
    String summary() {
        String first = text.split("\n\n+", 3)[1].replace('\n', ' ')
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1");
        if (first.matches("(```|\\||#).*")) {
            return "";
        }
        int end = first.indexOf(". ");
        return end < 0 ? first : first.substring(0, end + 1);
    }
}

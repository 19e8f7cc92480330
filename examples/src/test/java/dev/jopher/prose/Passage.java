package dev.jopher.prose;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that people read: a comment, a message of the program, or a page in Markdown. What is code
 * in it has been replaced, so that only prose is left; its lines are those of the file.
 *
 * @param file from the root of the repository
 * @param line of the file at which the text begins
 */
record Passage(String file, int line, Kind kind, String text) {
    /** Where the text stands. */
    enum Kind {
        JAVADOC, COMMENT, MESSAGE, MARKDOWN
    }

    /** Returns the line of the file that holds this place of the text. */
    int lineAt(int offset) {
        return line + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /** Replaces what matches by {@code word}, and keeps the line breaks. */
    static String replace(String text, Pattern pattern, String word) {
        return pattern.matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(
                        word + "\n"
                                .repeat((int) m.group().chars().filter(c -> c == '\n').count())));
    }
}

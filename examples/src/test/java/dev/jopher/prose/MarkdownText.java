package dev.jopher.prose;

import java.util.regex.Pattern;

import dev.jopher.prose.Passage.Kind;

/** Finds the prose of a page in Markdown. */
final class MarkdownText {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern COMMENT = Pattern.compile("<!--[\\s\\S]*?-->");
    private static final Pattern INDENTED = Pattern.compile("(?m)(?<=\n\n)(?: {4}[^\n]*\n)+");
    private static final Pattern CODE =
            Pattern.compile("``[^`]+``|`[^`]*`|(?<=\\])\\([^)\\s]*\\)|https?:\\S+|<[^<>\n]*>");

    private MarkdownText() {}

    static Passage of(String file, String markdown) {
        String text = Passage.replace(markdown, FENCED, "");
        text = Passage.replace(text, COMMENT, "");
        text = Passage.replace(text, INDENTED, "");
        return new Passage(file, 1, Kind.MARKDOWN, Passage.replace(text, CODE, JavaText.CODE));
    }
}

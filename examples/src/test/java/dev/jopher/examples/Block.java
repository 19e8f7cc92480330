package dev.jopher.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A code block of a page in Markdown, with what the page says about it. Three rules, and no others:
 *
 * <ul>
 * <li>A {@code java} block that contains {@code void main()} is a whole program.
 * <li>Any other is a part of one. The rest stands in a comment right before it,
 * {@code <!-- given: ... -->}, with three dots in the place of the block, or else before it;
 * without {@code void main()}, all of it together is the inside of main.
 * <li>A {@code text} block right after it is what it prints; after a comment
 * {@code <!-- in any order -->}, the order of the lines is free. If the last line is
 * {@code exit status N}, the command runs it, and stderr is part of the text; with 66, the race
 * detector is on. With 1, or if the text begins with {@code passed:}, the command explores it.
 * </ul>
 *
 * @param place file and line
 * @param language what follows the three backquotes
 * @param given what the comment before it says; null if there is none
 * @param output the lines of the text after it; null if there is none
 */
record Block(
        String place,
        String language,
        String code,
        @Nullable String given,
        @Nullable List<String> output,
        boolean inAnyOrder) {
    private static final String GIVEN = "given:";
    private static final String IN_ANY_ORDER = "in any order";

    /** Comments and fenced blocks; what stands between them is prose. */
    private static final Pattern PART = Pattern.compile(
            "(?ms)^<!--(?<comment>.*?)-->\\s*?$|^```(?<language>[^\n]*)\n(?<code>.*?)^```$");

    private record Part(int start, int end, @Nullable String comment, String language,
            String code) {
        boolean is(String kind) {
            return comment == null && language.equals(kind);
        }

        boolean isComment(String beginning) {
            return comment != null && comment.startsWith(beginning);
        }
    }

    /** The blocks of a page, but for the texts, which belong to those before them. */
    static List<Block> of(String page, String markdown) {
        List<Block> blocks = new ArrayList<>();
        List<Part> parts = parts(markdown);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            String place = page + ":" + (1 + markdown.substring(0, part.start).lines().count());
            if (part.comment != null || part.is("text")) {
                checkHasPlace(place, markdown, parts, i);
                continue;
            }
            Part before = adjacent(markdown, parts, i, -1);
            Part after = adjacent(markdown, parts, i, 1);
            boolean inAnyOrder = after != null && after.isComment(IN_ANY_ORDER);
            Part text = inAnyOrder ? adjacent(markdown, parts, i + 1, 1) : after;
            blocks.add(new Block(
                    place,
                    part.language,
                    part.code,
                    before != null && before.isComment(GIVEN) ? given(before) : null,
                    text != null && text.is("text") ? text.code.lines().toList() : null,
                    inAnyOrder));
        }
        return blocks;
    }

    private static List<Part> parts(String markdown) {
        List<Part> parts = new ArrayList<>();
        Matcher m = PART.matcher(markdown);
        while (m.find()) {
            String comment = m.group("comment");
            parts.add(comment != null
                    ? new Part(m.start(), m.end(), comment.strip(), "", "")
                    : new Part(m.start(), m.end(), null, m.group("language"), m.group("code")));
        }
        String prose = PART.matcher(markdown).replaceAll("");
        if (prose.contains("```") || prose.contains("<!--")) {
            throw new AssertionError("a block or a comment that does not begin or end its line");
        }
        return parts;
    }

    /** A comment that nothing reads, or a text that nothing prints, is a slip. */
    private static void checkHasPlace(String place, String markdown, List<Part> parts, int i) {
        Part part = parts.get(i);
        Part before = adjacent(markdown, parts, i, -1);
        Part after = adjacent(markdown, parts, i, 1);
        boolean afterCode = before != null && before.is("java");
        boolean ok;
        if (part.isComment(GIVEN)) {
            ok = after != null && after.is("java");
        } else if (part.isComment(IN_ANY_ORDER)) {
            ok = afterCode && after != null && after.is("text");
        } else {
            ok = part.comment == null
                    && (afterCode || before != null && before.isComment(IN_ANY_ORDER));
        }
        if (!ok) {
            throw new AssertionError(place + ": belongs to no java block");
        }
    }

    /** The next part in that direction, if nothing but blank lines is between. */
    private static @Nullable Part adjacent(String markdown, List<Part> parts, int i, int step) {
        int j = i + step;
        if (j < 0 || j >= parts.size()) {
            return null;
        }
        Part first = parts.get(Math.min(i, j));
        Part second = parts.get(Math.max(i, j));
        return markdown.substring(first.end, second.start).isBlank() ? parts.get(j) : null;
    }

    private static String given(Part comment) {
        return String.valueOf(comment.comment).substring(GIVEN.length()).strip();
    }
}

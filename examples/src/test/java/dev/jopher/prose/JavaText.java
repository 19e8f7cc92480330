package dev.jopher.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.jopher.prose.Passage.Kind;

/** Finds the comments and the messages of a Java source. */
final class JavaText {
    /** Stands for code in a sentence. It is no word. */
    static final String CODE = "X1";

    private static final Pattern TOKEN = Pattern.compile(
            "(?<block>\"\"\"[\\s\\S]*?(?<!\\\\)\"\"\")"
                    + "|(?<string>\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\")"
                    + "|'(?:\\\\.[^']*|[^'\\\\\n])'"
                    + "|(?<line>//[^\n]*)"
                    + "|(?<javadoc>/\\*\\*[\\s\\S]*?\\*/)"
                    + "|(?<comment>/\\*[\\s\\S]*?\\*/)");

    private static final Pattern MARKS = Pattern.compile("(?m)^\\s*(/\\*\\*?|//|\\*(?!/)) ?|\\*/");
    private static final Pattern LINE_MARK = Pattern.compile("(?m)^\\s*// ?");
    private static final Pattern PRE = Pattern.compile("<pre>[\\s\\S]*?</pre>");
    private static final Pattern INLINE_TAG =
            Pattern.compile("\\{@\\w+(?:[^{}]|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*\\}");
    private static final Pattern BLOCK_TAG =
            Pattern.compile("@(param|throws|exception|see|since)\\s+(<?[\\w.#]+(\\([^)]*\\))?>?)?"
                    + "|@\\w+");
    private static final Pattern MARKUP = Pattern.compile(
            "`[^`\n]*`|https?:\\S+|</?[a-zA-Z][^<>]*>|&[a-z]+;|\"[^\"\n]*\"");
    private static final Pattern ESCAPE = Pattern.compile("\\\\.|%[-\\d.]*\\w");

    private JavaText() {}

    /** Returns the comments, and of a source of the product its messages. */
    static List<Passage> of(String file, String source) {
        List<Passage> passages = new ArrayList<>();
        Matcher m = TOKEN.matcher(source);
        int line = 1;
        int counted = 0;
        int lineCommentEnd = -1;
        while (m.find()) {
            line += breaks(source, counted, m.start());
            counted = m.start();
            if (m.group("line") != null) {
                if (lineCommentEnd >= 0 && continues(source, lineCommentEnd, m.start())) {
                    Passage last = passages.removeLast();
                    passages.add(new Passage(file, last.line(), Kind.COMMENT,
                            last.text() + "\n" + prose(m.group())));
                } else {
                    passages.add(new Passage(file, line, Kind.COMMENT, prose(m.group())));
                }
                lineCommentEnd = m.end();
                continue;
            }
            lineCommentEnd = -1;
            if (m.group("javadoc") != null || m.group("comment") != null) {
                Kind kind = m.group("javadoc") != null ? Kind.JAVADOC : Kind.COMMENT;
                passages.add(new Passage(file, line, kind, prose(m.group())));
            } else if (file.contains("src/main/") && isMessage(m.group())) {
                passages.add(new Passage(file, line, Kind.MESSAGE,
                        Passage.replace(m.group(), ESCAPE, " ")));
            }
        }
        return passages;
    }

    private static int breaks(String source, int from, int to) {
        return (int) source.substring(from, to).chars().filter(c -> c == '\n').count();
    }

    /** Checks that a comment stands alone on the line after another one. */
    private static boolean continues(String source, int end, int start) {
        String between = source.substring(end, start);
        return between.isBlank() && breaks(source, end, start) == 1;
    }

    private static boolean isMessage(String literal) {
        return literal.contains(" ") && Pattern.compile("[a-z]{2}").matcher(literal).find();
    }

    /** Returns what is left of a comment without its marks and without code. */
    private static String prose(String comment) {
        String text = comment.startsWith("//")
                ? LINE_MARK.matcher(comment).replaceAll("")
                : MARKS.matcher(comment).replaceAll("");
        text = Passage.replace(text, PRE, CODE);
        text = Passage.replace(text, INLINE_TAG, CODE);
        text = Passage.replace(text, BLOCK_TAG, "");
        return Passage.replace(text, MARKUP, CODE);
    }
}

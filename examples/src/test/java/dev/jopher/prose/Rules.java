package dev.jopher.prose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.jopher.prose.Passage.Kind;

/** The rules for words, and for the width of comments. CONTRIBUTING.md has the alternatives. */
final class Rules {
    private static final int COLUMNS = 100;

    /** A rule's name is what the list of exceptions and the messages call it. */
    private static final Map<String, Pattern> WORDS = new LinkedHashMap<>();

    private static final Pattern QUESTION = Pattern.compile("[^.;:]*\\?");
    private static final Pattern COMMENT_LINE = Pattern.compile("\\s*(/?\\*|//).*|.*\\s//\\s.*");

    static {
        word("lest", "lest");
        word("hence", "hence");
        word("for-ever", "for\\s+ever");
        word("beside", "beside");
        word("of-late", "of\\s+late(?!\\w|-)");
        word("nobody", "nobody|somebody|anybody|everybody");
        word("told", "tell|tells|told");
        word("he", "he|him|his|himself");
        word("no-more", "(?:no|any)\\s+more(?!\\s+than|-)");
        word("in-vain", "in\\s+vain");
        word("whoever", "whoever|whom|whomever");
        WORDS.put("who", Pattern.compile(
                "(?i)(?:\\A\\W*|\n\\s*[\n|*-]\\W*|[.;:(|]\\s*|\\b(?:and|or|but|for|that|of|by|to|from|with|than|as|if"
                        + "|when|where|while|because)\\s+)who(?=\\s)"));
    }

    private Rules() {}

    private static void word(String name, String words) {
        WORDS.put(name, Pattern.compile("(?i)(?<![\\w-])(?:" + words + ")(?![\\w-])"));
    }

    /** Returns what breaks a rule for words. */
    static List<Finding> words(Passage passage) {
        List<Finding> findings = new ArrayList<>();
        String text = passage.text();
        WORDS.forEach((rule, pattern) -> {
            Matcher m = pattern.matcher(text);
            while (m.find()) {
                if (!(rule.equals("who") && isQuestion(text, m.end()))) {
                    findings.add(new Finding(passage.file(), passage.lineAt(m.end() - 1), rule,
                            around(text, m)));
                }
            }
        });
        if (passage.kind() == Kind.JAVADOC && text.strip().startsWith("As " + JavaText.CODE)) {
            findings.add(new Finding(passage.file(), passage.line(), "as-link", "As {@link"));
        }
        return findings;
    }

    private static boolean isQuestion(String text, int from) {
        return QUESTION.matcher(text).region(from, text.length()).lookingAt();
    }

    private static String around(String text, Matcher m) {
        int from = Math.max(0, m.start() - 20);
        int to = Math.min(text.length(), m.end() + 30);
        return text.substring(from, to).strip().replaceAll("\\s+", " ");
    }

    /** Returns the lines of comments that are too long. */
    static List<Finding> columns(String file, String source) {
        List<Finding> findings = new ArrayList<>();
        int n = 0;
        for (String line : source.split("\n", -1)) {
            n++;
            if (line.length() > COLUMNS && COMMENT_LINE.matcher(line).matches()) {
                findings.add(new Finding(file, n, "columns",
                        line.length() + " columns: " + line.strip()));
            }
        }
        return findings;
    }
}

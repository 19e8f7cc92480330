package dev.jopher.prose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.jopher.prose.Passage.Kind;

/**
 * The words of pages and comments, and the list of those that are known, {@code .config/words.txt}.
 * A new word shows in the review as a new line of the list, and a misspelt one with it.
 */
final class Spelling {
    static final Path FILE = Repository.ROOT.resolve(".config/words.txt");

    /** In lower case, and no part of an identifier, a path or a flag. */
    private static final Pattern WORD = Pattern.compile(
            "(?<![\\w.@#$/\\\\']|(?<![a-z])-)[a-z]{2,}(?:'[a-z]+)?(?![\\w(/'=]|\\.\\w)");

    private Spelling() {}

    /** Returns each word, with the first place where it stands. */
    static Map<String, String> words(Collection<Passage> passages) {
        Map<String, String> words = new TreeMap<>();
        for (Passage passage : passages) {
            if (passage.kind() != Kind.MESSAGE) {
                Matcher m = WORD.matcher(passage.text());
                while (m.find()) {
                    words.computeIfAbsent(m.group(),
                            w -> passage.file() + ":" + passage.lineAt(m.start()));
                }
            }
        }
        return words;
    }

    static List<String> read() throws IOException {
        return Files.readAllLines(FILE);
    }

    static void write(Collection<String> words) throws IOException {
        Files.write(FILE, words);
    }
}

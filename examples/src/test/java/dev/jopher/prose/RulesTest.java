package dev.jopher.prose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;

import dev.jopher.prose.Passage.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule finds what it is for, and nothing else. */
class RulesTest {
    private static final String MAIN = "core/src/main/java/A.java";

    private static List<String> rules(String comment) {
        return JavaText.of(MAIN, comment).stream()
                .flatMap(p -> Rules.words(p).stream())
                .map(Finding::rule)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "it looks again lest it waits | lest",
        "hence the lock               | hence",
        "waits for ever               | for-ever",
        "a thread beside it           | beside",
        "seen of late                 | of-late",
        "Nobody has it                | nobody",
        "somebody else                | nobody",
        "is told of it                | told",
        "it tells which               | told",
        "he comes too late            | he",
        "is no more                   | no-more",
        "not there any more           | no-more",
        "waited in vain               | in-vain",
        "whoever wakes it             | whoever",
        "Who wakes it gives up        | who",
        "is done. Who waits, waits    | who",
        "a value for who looks        | who"})
    void findsTheWord(String text, String rule) {
        assertThat(rules("// " + text)).containsExactly(rule);
        assertThat(MarkdownText.of("a.md", text)).satisfies(
                p -> assertThat(Rules.words(p)).extracting(Finding::rule).containsExactly(rule));
        assertThat(rules("String s = \"" + text + "\";")).containsExactly(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "// besides, the users who ask for it know who holds it",
        "// Who waits for it?",
        "// no more than 16",
        "/* each reader\n * who asks */",
        "// the key, {@code he}, and `nobody` and {@link #told(int) x}",
        "/* https://example.org/who */",
        "String s = \"told\";",
        "char c = '\"'; int he = 1; char d = '\\''; int him = 2;"})
    void findsNothingElse(String source) {
        assertThat(rules(source)).isEmpty();
    }

    @Test
    void findsWordsThatALineBreakParts() {
        String comment = "int a;\n/**\n * It waits for\n * ever.\n */\n// for\n// ever\n";
        assertThat(JavaText.of(MAIN, comment)).flatExtracting(Rules::words)
                .extracting(Finding::line)
                .containsExactly(4, 7);
    }

    @Test
    void findsJavadocThatBeginsWithALink() {
        assertThat(rules("/** As {@link #run}, in time. */")).containsExactly("as-link");
        assertThat(rules("/** Runs. As {@link #run}. */")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Returns it.        | true",
        "{@inheritDoc}      | true",
        "@return it         | true",
        "Whether it is.     | false",
        "Its name.          | false",
        "The name.          | false",
        "{@code true} if so | false"})
    void methodsBeginWithAVerb(String comment, boolean verb) {
        assertThat(MethodDocs.beginsWithAVerb(comment)).isEqualTo(verb);
    }

    @Test
    void commentsKeepToTheColumns() {
        String wide = "x".repeat(100);
        assertThat(
                Rules.columns(MAIN, "// " + wide + "\n * " + wide + "\nint a; // " + wide + "\n"))
                .extracting(Finding::line)
                .containsExactly(1, 2, 3);
        assertThat(Rules.columns(MAIN, "// " + "x".repeat(97) + "\nint " + wide + ";\n")).isEmpty();
    }

    @Test
    void proseOfAPageIsWithoutCode() {
        String page =
                "A `nobody` [x](told.md)\n\n```java\nhe\n```\n\n    told\n\nlest <!-- he -->\n";
        assertThat(Rules.words(MarkdownText.of("a.md", page)))
                .extracting(Finding::rule, Finding::line)
                .containsExactly(tuple("lest", 9));
    }

    @Test
    void wordsAreThoseInLowerCase() {
        Passage passage = new Passage("a.md", 1, Kind.MARKDOWN,
                "The well-known pipes don't runQueue f.close() a.b -flag x/y m1 be read.");
        assertThat(Spelling.words(List.of(passage)).keySet())
                .containsExactly("be", "don't", "known", "pipes", "read", "well");
    }

    @Test
    void exceptionsMayOnlyShrink() {
        List<Finding> findings = List.of(new Finding("a/B.java", 1, "he", ""),
                new Finding("c/B.java", 2, "he", ""), new Finding("x.md", 3, "who", ""));

        assertThat(Exceptions.count(findings)).isEqualTo(Map.of("B.java he", 2, "x.md who", 1));
        assertThat(Exceptions.worse(findings, Map.of("B.java he", 1, "x.md who", 1))).hasSize(2);
        assertThat(Exceptions.worse(findings, Map.of("B.java he", 3, "x.md who", 1))).isEmpty();
        assertThat(Exceptions.stale(findings, Map.of("B.java he", 3, "gone.md he", 1))).hasSize(2);
        assertThat(Exceptions.lowered(Map.of("B.java he", 3, "gone.md he", 1),
                Exceptions.count(findings))).isEqualTo(Map.of("B.java he", 2));
    }
}

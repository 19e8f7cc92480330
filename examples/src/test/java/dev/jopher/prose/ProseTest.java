package dev.jopher.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Pages, comments and messages keep the rules of CONTRIBUTING.md for words and spelling. With
 * {@code -Djopher.prose.write=true} the two lists in {@code .config} are written anew.
 */
class ProseTest {
    private static final boolean WRITE = Boolean.getBoolean("jopher.prose.write");
    private static final String HOW = "mvn verify -pl examples -am -Dtest=ProseTest -Dit.test=none"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
            + " -Djopher.prose.write=true";

    private static List<Passage> passages = List.of();
    private static List<Finding> findings = List.of();

    @BeforeAll
    static void readAll() throws IOException {
        passages = Repository.passages();
        List<String> sources = Repository.files(".java");
        List<Finding> all = new ArrayList<>();
        passages.forEach(p -> all.addAll(Rules.words(p)));
        sources.forEach(s -> all.addAll(Rules.columns(s, Repository.read(s))));
        all.addAll(MethodDocs.of(sources.stream().filter(s -> s.contains("/src/main/")).toList()));
        findings = all;
        if (WRITE) {
            Map<String, Integer> now = Exceptions.count(findings);
            Exceptions.write(Files.exists(Exceptions.FILE)
                    ? Exceptions.lowered(Exceptions.read(), now)
                    : now);
            Spelling.write(Spelling.words(passages).keySet());
        }
    }

    @Test
    void noFileBreaksARuleMoreOftenThanBefore() throws IOException {
        assertThat(Exceptions.worse(findings, Exceptions.read()))
                .as("CONTRIBUTING.md says what to write instead; .config/prose.txt is only lowered")
                .isEmpty();
    }

    @Test
    void theListOfExceptionsShrinksWithThem() throws IOException {
        assertThat(Exceptions.stale(findings, Exceptions.read())).as("lower them by " + HOW)
                .isEmpty();
    }

    @Test
    void everyWordIsInTheList() throws IOException {
        Map<String, String> places = Spelling.words(passages);
        places.keySet().removeAll(Spelling.read());
        assertThat(places).as("if they are spelt right, add them by " + HOW).isEmpty();
    }

    @Test
    void theListOfWordsIsSorted() throws IOException {
        assertThat(Spelling.read()).containsExactlyElementsOf(new TreeSet<>(Spelling.read()));
    }
}

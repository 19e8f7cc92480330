package dev.jopher.prose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** Files are short, as CONTRIBUTING.md says: "One idea, one file". */
class FileLengthTest {
    private static final int MOST = 400;
    private static final int MOST_OF_TESTS = 500;
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    @Test
    void noFileHasTooManyLinesOfCode() throws IOException {
        Map<String, Long> tooLong = new TreeMap<>();
        for (String file : Repository.files(".java")) {
            long lines = codeLines(Repository.read(file));
            if (lines >= (file.contains("/src/test/") ? MOST_OF_TESTS : MOST)) {
                tooLong.put(file, lines);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void commentsAndEmptyLinesDoNotCount() {
        assertThat(codeLines("""
                /** A comment
                 * of two lines. */
                int a; // one

                // none
                int b;
                """)).isEqualTo(2);
    }

    private static long codeLines(String source) {
        return COMMENT.matcher(source).replaceAll("").lines().filter(l -> !l.isBlank()).count();
    }
}

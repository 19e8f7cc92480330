package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that keep their word pass, and each way to break it is noticed. */
class SnippetTest {
    @TempDir
    Path folder;

    private void check(String markdown) throws Exception {
        for (Block block : Block.of("docs/page.md", markdown)) {
            Snippet s = Snippet.of(block);
            assertThat(Javac.compile(List.of(s), folder)).isEmpty();
            SnippetRun.check(s, folder);
        }
    }

    private void passes(String markdown) {
        assertThatCode(() -> check(markdown)).doesNotThrowAnyException();
    }

    private void fails(String markdown, String why) {
        assertThatThrownBy(() -> check(markdown)).hasStackTraceContaining(why);
    }

    private static final String PROGRAM = """
            ```java
            void main() { IO.println("one\\ntwo"); }
            ```
            """;

    @Test
    void aProgram() {
        passes(PROGRAM);
        passes(PROGRAM + "\n```text\none\ntwo\n```\n");
        fails(PROGRAM + "```text\none\n```\n", "two");
        fails(PROGRAM + "```text\ntwo\none\n```\n", "but was");
    }

    @Test
    void orderIsFreeIfThePageSaysSo() {
        passes(PROGRAM + "<!-- in any order -->\n```text\ntwo\none\n```\n");
        fails(PROGRAM + "<!-- in any order -->\n```text\ntwo\ntwo\none\n```\n", "two");
    }

    @Test
    void aPartOfAProgram() {
        passes("<!-- given: -->\n```java\ngo(() -> IO.println(1));\n```\n");
        passes("<!-- given: int n = 3; -->\n```java\nIO.println(n);\n```\n```text\n3\n```\n");
        passes("""
                <!-- given:
                void main() { hello(); }
                ...
                -->
                ```java
                void hello() { IO.println("hello"); }
                ```
                ```text
                hello
                ```
                """);
        fails("```java\nIO.println(1);\n```\n", "no \"given\"");
        fails("<!-- given: -->\nAnd now:\n```java\nIO.println(1);\n```\n", "belongs to no java");
    }

    @Test
    void whatDoesNotCompile() {
        fails("```java\nvoid main() { int i = \"1\"; }\n```\n", "incompatible types");
        fails("<!-- given: -->\n```java\nnew Channel<String>().send(42);\n```\n", "incompatible");
    }

    @Test
    void whatThrows() {
        fails("```java\nvoid main() { throw new IllegalStateException(\"boom\"); }\n```\n", "boom");
        fails("<!-- given: -->\n```java\nnew Channel<String>().receive();\n```\n", "asleep");
        fails("<!-- given: -->\n```java\ngo(() -> new Channel<String>(-1));\nsleep(Duration.ofDays(1));\n```\n",
                "makechan");
    }

    @Test
    void whatNothingReads() {
        fails("```text\nhello\n```\n", "belongs to no java");
        fails("<!-- given: int i = 0; -->\n", "belongs to no java");
        fails("<!-- in any order -->\n" + PROGRAM, "belongs to no java");
        fails("  ```java\n  code();\n  ```\n", "does not begin");
    }

    @Test
    void aNameOfItsOwn() {
        assertThat(Block.of("docs/page.md", "\n```java\n// Sheep.java\nvoid main() {}\n```\n"))
                .singleElement()
                .satisfies(b -> assertThat(Snippet.of(b).name()).isEqualTo("Sheep"));
        assertThat(Block.of("docs/page.md", "\n```java\nvoid main() {}\n```\n"))
                .singleElement()
                .satisfies(b -> assertThat(Snippet.of(b).name()).isEqualTo("page_md_2"));
    }

    @Test
    void anchorsOfAPage() {
        Page page = new Page("page.md", "# Two: words, `go`\n```sh\n# no heading\n```\n[a](#b)");
        assertThat(page.anchors()).containsExactly("two-words-go");
        assertThat(page.links()).containsExactly("#b");
    }
}

package dev.jopher.bench.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    @TempDir
    private Path home;

    @BeforeEach
    void twoCommits() throws Exception {
        assumeThat(new ProcessBuilder("sh", "-c", "command -v git").start().waitFor()).isZero();
        git("init", "-q", "-b", "main");
        commit("one");
        commit("two");
    }

    private void commit(String text) throws Exception {
        Files.writeString(home.resolve("pom.xml"), text);
        git("add", "pom.xml");
        git("-c", "user.name=n", "-c", "user.email=e", "commit", "-q", "-m", "pom: " + text);
    }

    private int git(String... args) throws Exception {
        var command = new ArrayList<>(List.of("git", "-C", home.toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(home.resolveSibling(home.getFileName() + ".log").toFile()).start()
                .waitFor();
    }

    @Test
    void hasTheCommitsFilesUntilItIsClosed() throws Exception {
        Path dir;
        try (var checkout = Checkout.of(home, "HEAD~1")) {
            dir = checkout.dir();
            assertThat(dir.resolve("pom.xml")).hasContent("one");
            assertThat(checkout.title()).endsWith("(pom: one)");
            Files.createDirectories(dir.resolve("core/target/classes"));
            Files.writeString(dir.resolve("core/target/classes/X.class"), "built");
        }
        assertThat(dir).doesNotExist();
        assertThat(home.resolve(".git/worktrees")).satisfiesAnyOf(
                d -> assertThat(d).doesNotExist(), d -> assertThat(d).isEmptyDirectory());
        assertThat(home.resolve("pom.xml")).hasContent("two");
    }

    @Test
    void twoOfTheSameCommitAreApart() throws Exception {
        // One process has one checkout; another process would have another number in its name.
        Path other = home.resolve("bench/target/against/elsewhere-" + ProcessHandle.current()
                .parent().orElseThrow().pid());
        assertThat(git("worktree", "add", "--detach", other.toString(), "HEAD")).isZero();
        try (var checkout = Checkout.of(home, "HEAD")) {
            assertThat(checkout.dir().resolve("pom.xml")).hasContent("two");
        }
        assertThat(other.resolve("pom.xml")).hasContent("two");
    }

    @Test
    void whatAKilledRunLeftIsRemoved() throws Exception {
        long gone = goneProcess();
        Path left = home.resolve("bench/target/against/0123456789ab-" + gone);
        assertThat(git("worktree", "add", "--detach", left.toString(), "HEAD~1")).isZero();
        try (var checkout = Checkout.of(home, "HEAD")) {
            assertThat(checkout.dir()).exists();
            assertThat(left).doesNotExist();
        }
    }

    private static long goneProcess() throws Exception {
        Process p = new ProcessBuilder("true").start();
        assertThat(p.waitFor()).isZero();
        return p.pid();
    }

    @Test
    void whatIsNoCommitIsRefused() {
        for (String name : List.of("nonesuch", "", "HEAD:pom.xml", "--all", "HEAD~9")) {
            assertThatIllegalArgumentException().as(name)
                    .isThrownBy(() -> Checkout.of(home, name))
                    .withMessage("there is no commit " + name);
        }
        assertThat(home.resolve("bench")).doesNotExist();
    }

    @Test
    void aConflictInTheIndexIsRefused() throws Exception {
        git("checkout", "-q", "-b", "side", "HEAD~1");
        commit("three");
        assertThat(git("-c", "user.name=n", "-c", "user.email=e", "merge", "main")).isNotZero();
        assertThatIllegalArgumentException().isThrownBy(() -> Checkout.of(home, "main"))
                .withMessageContaining("not merged");
    }

    @Test
    void changesThatAreNotCommittedAreCounted() throws IOException {
        assertThat(Checkout.describe(home)).endsWith("(pom: two)");
        Files.writeString(home.resolve("pom.xml"), "three");
        assertThat(Checkout.describe(home)).endsWith("(pom: two) and 1 changed files");
    }

    @Test
    void withoutARepositoryThereIsNothingToCompareWith(@TempDir Path bare) {
        assertThatIllegalArgumentException().isThrownBy(() -> Checkout.of(bare, "HEAD"))
                .withMessageEndingWith("is not a git repository");
    }
}

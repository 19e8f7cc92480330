package dev.jopher.bench.board;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Another commit of the repository in a directory of its own: a git worktree below
 * {@code bench/target/against}, removed when it is closed or this process ends. Its name has the
 * number of the process in it. So several runs do not meet, and a later run removes what a process
 * left that was killed.
 */
final class Checkout implements AutoCloseable {
    private static final File NONE = new File("/dev/null");

    private final Path home;
    private final Path dir;
    private final String commit;
    private final Thread atExit = new Thread(this::abandon);

    private Checkout(Path home, Path dir, String commit) {
        this.home = home;
        this.dir = dir;
        this.commit = commit;
    }

    /**
     * Checks {@code name} out; {@code IllegalArgumentException} with a reason if that cannot be
     * compared with.
     */
    static Checkout of(Path home, String name) throws IOException {
        if (git(home, "rev-parse", "--git-dir").isBlank()) {
            throw new IllegalArgumentException(home + " is not a git repository");
        }
        String commit = git(home, "rev-parse", "--verify", "--quiet", "--end-of-options",
                name + "^{commit}").strip();
        if (commit.isEmpty()) {
            throw new IllegalArgumentException("there is no commit " + name);
        }
        if (!git(home, "ls-files", "--unmerged").isBlank()) {
            throw new IllegalArgumentException(
                    "the index has files that are not merged: what is in the working tree is no build");
        }
        Path parent = Files.createDirectories(home.resolve("bench/target/against"));
        removeLeftovers(home, parent);
        Path dir = parent.resolve(commit.substring(0, 12) + "-" + ProcessHandle.current().pid());
        var checkout = new Checkout(home, dir, commit);
        Runtime.getRuntime().addShutdownHook(checkout.atExit);
        git(home, "worktree", "add", "--quiet", "--detach", dir.toString(), commit);
        if (!Files.exists(dir.resolve(".git"))) {
            checkout.close();
            throw new IllegalArgumentException("git worktree add " + dir + " failed");
        }
        return checkout;
    }

    Path dir() {
        return dir;
    }

    /** Returns the commit and its subject, in a line. */
    String title() throws IOException {
        return git(home, "log", "-1", "--format=%h (%s)", commit).strip();
    }

    /** Describes the working tree: its commit, and how much of the sources is not committed. */
    static String describe(Path home) throws IOException {
        String head = git(home, "log", "-1", "--format=%h (%s)").strip();
        long changed = git(home, "status", "--porcelain", "--", "core", "cli", "bench", "jopher",
                "pom.xml").lines().count();
        return changed == 0 ? head : head + " and " + changed + " changed files";
    }

    private static void removeLeftovers(Path home, Path parent) throws IOException {
        try (Stream<Path> dirs = Files.list(parent)) {
            for (Path dir : dirs.filter(Checkout::isLeftOver).toList()) {
                remove(home, dir);
            }
        }
    }

    private static boolean isLeftOver(Path dir) {
        String name = dir.getFileName().toString();
        String pid = name.substring(name.lastIndexOf('-') + 1);
        return pid.matches("\\d{1,9}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook does it once more.
        }
    }

    /**
     * Cleans up when the process exits in the middle: nothing that the process started may go on
     * writing there.
     */
    private void abandon() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        remove();
    }

    private void remove() {
        try {
            remove(home, dir);
        } catch (IOException e) {
            System.err.println("could not remove " + dir + ": " + e.getMessage());
        }
    }

    private static void remove(Path home, Path dir) throws IOException {
        git(home, "worktree", "remove", "--force", "--force", dir.toString());
        if (Files.exists(dir)) {
            try (Stream<Path> all = Files.walk(dir)) {
                for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(p);
                }
            }
            git(home, "worktree", "prune");
        }
    }

    /** Returns what git prints; nothing if it fails. */
    private static String git(Path home, String... args) throws IOException {
        var command = Stream.concat(Stream.of("git", "-C", home.toString()), Stream.of(args))
                .toList();
        return output(command);
    }

    private static String output(List<String> command) throws IOException {
        Process p = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(NONE))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}

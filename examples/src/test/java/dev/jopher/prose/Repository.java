package dev.jopher.prose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of the repository that hold prose. */
final class Repository {
    static final Path ROOT = root();

    private static final Set<String> OUTPUT = Set.of("target", ".git", ".jopher");

    /** The board is written by bench/board; its prose is in notes.md and in the code. */
    private static final Set<String> GENERATED = Set.of("bench/BOARD.md");

    private Repository() {}

    private static Path root() {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            if (Files.isExecutable(dir.resolve("jopher"))) {
                return dir;
            }
        }
        throw new IllegalStateException("there is no script \"jopher\" in a folder above");
    }

    /** Returns the paths of all files with this ending, sorted, from the root on. */
    static List<String> files(String ending) throws IOException {
        List<String> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                return OUTPUT.contains(String.valueOf(dir.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = ROOT.relativize(file).toString().replace('\\', '/');
                if (path.endsWith(ending) && !GENERATED.contains(path)) {
                    files.add(path);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all prose: of the pages, of the comments, and of the messages of the product. */
    static List<Passage> passages() throws IOException {
        List<Passage> passages = new ArrayList<>();
        for (String page : files(".md")) {
            passages.add(MarkdownText.of(page, read(page)));
        }
        for (String source : files(".java")) {
            passages.addAll(JavaText.of(source, read(source)));
        }
        return passages;
    }
}

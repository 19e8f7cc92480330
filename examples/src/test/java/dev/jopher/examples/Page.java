package dev.jopher.examples;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of the documentation.
 *
 * @param path from the root of the checkout
 */
record Page(String path, String text) {
    static final String README = "README.md";
    static final String GUIDE = "docs/guide.md";

    /** Folders whose pages are not ours, or are made by the build. */
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".jopher");

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)\\s]*)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

    static Page read(String path) throws IOException {
        return new Page(path, Files.readString(Run.ROOT.resolve(path)));
    }

    /** Returns the pages whose blocks are run: the README and all of {@code docs}. */
    static List<String> withPrograms() throws IOException {
        return all().stream()
                .filter(path -> path.equals(README) || path.startsWith("docs/"))
                .toList();
    }

    /** Returns every page of the repository. */
    static List<String> all() throws IOException {
        List<String> pages = new ArrayList<>();
        Files.walkFileTree(Run.ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                return NOT_OURS.contains(String.valueOf(dir.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    pages.add(Run.ROOT.relativize(file).toString());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(pages);
        return pages;
    }

    List<Block> blocks() {
        return Block.of(path, text);
    }

    /** The lines of all blocks of one language. */
    List<String> lines(String language) {
        return blocks().stream()
                .filter(b -> b.language().equals(language))
                .flatMap(b -> b.code().lines())
                .toList();
    }

    /** The targets of its links, but for those to other sites. */
    List<String> links() {
        return LINK.matcher(prose()).results().map(m -> m.group(1)).toList();
    }

    /** What a link may name behind a #, as GitHub makes it of a heading. */
    Set<String> anchors() {
        return HEADING.matcher(prose()).results().map(m -> anchor(m.group(1)))
                .collect(Collectors.toSet());
    }

    private static String anchor(String heading) {
        Matcher kept = Pattern.compile("[^\\w\\- ]").matcher(heading.toLowerCase(Locale.ROOT));
        return kept.replaceAll("").replace(' ', '-');
    }

    private String prose() {
        return text.replaceAll("(?ms)^```.*?^```$", "");
    }
}

package dev.jopher.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Writes the website into one folder: the pages as HTML and as Markdown, their pictures, the
 * Javadoc that the build has made, and {@code llms.txt}, the list of pages for language models.
 */
public final class SiteBuilder {
    private static final List<String> TOP = List.of("README.md", "docs/guide.md",
            "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "RELEASING.md",
            "bench/README.md", "bench/BOARD.md", "bench/GROWTH.md");

    /** What is in the navigation of each page, besides the Javadoc. */
    private static final List<String> NAVIGATION = List.of("README.md", "docs/guide.md",
            "docs/from-go.md", "docs/patterns.md", "docs/my-program-hangs.md", "docs/races.md",
            "docs/explore.md", "docs/builds.md", "bench/BOARD.md", "CHANGELOG.md");

    /** Where the artifacts are whose Javadoc is shown, if the build has made it. */
    private static final List<String> ARTIFACTS = List.of("core", "junit", "race", "explore",
            "nats", "integrations/slf4j", "integrations/context-propagation",
            "integrations/opentelemetry", "integrations/micrometer", "integrations/spring-boot");

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());

    private final Path root;
    private final Path out;
    private final Map<String, Page> pages = new TreeMap<>();
    private final Links links;

    private SiteBuilder(Path root, Path out) throws IOException {
        this.root = root;
        this.out = out;
        try (Stream<Path> docs = Files.list(root.resolve("docs"))) {
            Stream<String> names = docs.map(p -> "docs/" + p.getFileName())
                    .filter(name -> name.endsWith(".md")).sorted();
            for (String source : Stream.concat(TOP.stream(), names).distinct().toList()) {
                pages.put(source, Page.read(root, source));
            }
        }
        links = new Links(root, pages);
    }

    /** Arguments: the folder of the repository, and the folder to write. */
    public static void main(String[] args) throws IOException {
        new SiteBuilder(Path.of(args[0]), Path.of(args[1])).build();
    }

    private void build() throws IOException {
        Files.createDirectories(out);
        String template = resource("page.html");
        for (Page page : pages.values()) {
            Files.writeString(out.resolve(page.target()), template
                    .replace("{title}", page.source().equals("README.md") ? "Jopher"
                            : page.title() + " - Jopher")
                    .replace("{navigation}", navigation(page))
                    .replace("{content}", html(page)));
            Files.writeString(out.resolve(page.markdownCopy()), page.text());
        }
        Files.writeString(out.resolve("style.css"), resource("style.css"));
        Files.writeString(out.resolve("llms.txt"), llms());
        for (String picture : links.pictures()) {
            Files.write(out.resolve(Links.picture(picture)),
                    Files.readAllBytes(root.resolve(picture)));
        }
        for (String artifact : javadocs()) {
            copy(javadoc(artifact), out.resolve("javadoc").resolve(name(artifact)));
        }
    }

    private String html(Page page) {
        HtmlRenderer renderer = HtmlRenderer.builder().extensions(EXTENSIONS)
                .attributeProviderFactory(_ -> (_, tag, attributes) -> {
                    String name = tag.equals("img") ? "src" : "href";
                    attributes.computeIfPresent(name, (_, link) -> links.target(page, link));
                }).build();
        String html = renderer.render(
                Parser.builder().extensions(EXTENSIONS).build().parse(page.text()));
        // A wide table scrolls in its own box.
        return html.replace("<table>", "<div class=\"wide\"><table>")
                .replace("</table>", "</table></div>");
    }

    private String navigation(Page current) {
        String items = NAVIGATION.stream().map(source -> Objects.requireNonNull(pages.get(source)))
                .map(page -> "<a href=\"%s\"%s>%s</a>".formatted(page.target(),
                        page.equals(current) ? " aria-current=\"page\"" : "", page.title()))
                .collect(Collectors.joining("\n"));
        return items + javadocs().stream()
                .map(SiteBuilder::name)
                .map(a -> "\n<a href=\"javadoc/%s/index.html\">Javadoc: %s</a>".formatted(a, a))
                .collect(Collectors.joining());
    }

    /** Returns the text of <a href="https://llmstxt.org">llms.txt</a>. */
    private String llms() {
        return "# Jopher\n\n> Go's concurrency on the JVM: goroutines, channels, select, sync, "
                + "context and timers for Java 25.\n\n## Pages\n\n"
                + pages.values().stream()
                        .map(page -> "- [%s](%s): %s\n".formatted(page.title(),
                                page.markdownCopy(), page.summary()))
                        .collect(Collectors.joining());
    }

    private List<String> javadocs() {
        return ARTIFACTS.stream().filter(a -> Files.isDirectory(javadoc(a))).toList();
    }

    private Path javadoc(String artifact) {
        return root.resolve(artifact).resolve("target/reports/apidocs");
    }

    private static String name(String artifact) {
        return artifact.substring(artifact.lastIndexOf('/') + 1);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.write(target, Files.readAllBytes(file));
            }
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SiteBuilder.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }
}

package dev.jopher.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The website holds together: no link of its pages leads nowhere. */
class SiteIT {
    private static final Path SITE = Path.of(System.getProperty("jopher.site"));

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(SITE)) {
            return files.filter(f -> f.toString().endsWith(".html")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        for (Element element : Jsoup.parse(page.toFile()).select("[href], [src]")) {
            String link = element.hasAttr("href") ? element.attr("href") : element.attr("src");
            if (!leadsSomewhere(page, link)) {
                broken.add(link);
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        if (link.contains("://") || link.startsWith("data:")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : SITE.resolve(parts[0]);
        if (!Files.isRegularFile(target)) {
            return false;
        }
        Document document = Jsoup.parse(target.toFile());
        return parts.length == 1 || document.getElementById(parts[1]) != null;
    }

    @Test
    void hasTheGuideAndTheListForModels() throws IOException {
        assertThat(pages()).contains(SITE.resolve("index.html"), SITE.resolve("guide.html"),
                SITE.resolve("builds.html"));
        var links = Pattern.compile("(?m)^- \\[[^]]+]\\(([^)]+)\\)").matcher(
                Files.readString(SITE.resolve("llms.txt"))).results().map(m -> m.group(1)).toList();
        assertThat(links).hasSizeGreaterThan(15)
                .allSatisfy(link -> assertThat(SITE.resolve(link)).isRegularFile());
    }
}

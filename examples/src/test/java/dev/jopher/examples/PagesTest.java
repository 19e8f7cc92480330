package dev.jopher.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What the pages say besides programs: commands, coordinates, links. */
class PagesTest {
    /** One runs the main program, one passes the tests, and a new checkout needs no other. */
    @Test
    void theReadmeHasTwoCommands() throws IOException {
        assertThat(Page.read(Page.README).lines("sh"))
                .containsExactly("./jopher run examples/tour/Sheep.java", "mvn verify");
    }

    @ParameterizedTest
    @MethodSource("dev.jopher.examples.Page#withPrograms")
    void filesThatCommandsNameExist(String page) throws IOException {
        Pattern file = Pattern.compile("(?<= |^)(\\./jopher|examples/\\S+)");
        for (String command : Page.read(page).lines("sh")) {
            assertThat(file.matcher(command).results().map(MatchResult::group))
                    .as(command)
                    .allSatisfy(f -> assertThat(Run.ROOT.resolve(f)).exists());
        }
    }

    @Test
    void theReadmeGivesTheCoordinatesOfTheLibrary() throws Exception {
        Page readme = Page.read(Page.README);
        String here = coordinates(Files.readString(Run.ROOT.resolve("core/pom.xml")));
        assertThat(coordinates(String.join("\n", readme.lines("xml")))).isEqualTo(here);
        assertThat(Pattern.compile("dev\\.jopher:jopher:[\\w.-]+").matcher(readme.text()).results())
                .isNotEmpty()
                .allSatisfy(m -> assertThat(m.group()).isEqualTo(here));
    }

    /** A module has its group and its version from its parent. */
    private static String coordinates(String xml) throws Exception {
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
        XPath xpath = XPathFactory.newDefaultInstance().newXPath();
        return xpath.evaluate("//groupId[1]", document)
                + ":" + xpath.evaluate("/*/artifactId", document)
                + ":" + xpath.evaluate("//version[1]", document);
    }

    @ParameterizedTest
    @MethodSource("dev.jopher.examples.Page#all")
    void linksLeadSomewhere(String page) throws IOException {
        for (String link : Page.read(page).links()) {
            assertThat(leadsSomewhere(page, link)).as(link).isTrue();
        }
    }

    /** The guide is the index of {@code docs}: each page is one link away. */
    @Test
    void theGuideLeadsToEachPage() throws IOException {
        List<String> pages = Page.withPrograms().stream()
                .filter(page -> !page.equals(Page.README) && !page.equals(Page.GUIDE))
                .map(page -> page.substring("docs/".length()))
                .toList();
        assertThat(Page.read(Page.GUIDE).links()).containsAll(pages);
    }

    private static boolean leadsSomewhere(String page, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty()
                ? Run.ROOT.resolve(page)
                : Run.ROOT.resolve(page).resolveSibling(file).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0
                || Page.read(Run.ROOT.relativize(target).toString())
                        .anchors()
                        .contains(link.substring(hash + 1));
    }
}

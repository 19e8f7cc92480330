package dev.jopher.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.jopher.dist.Archive.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive works where it is unpacked, with a JDK 25 and without Maven. */
class ArchiveIT extends ArchiveTests {
    private static final Path ZIP = Path.of(System.getProperty("jopher.zip"));

    @TempDir
    static Path temporary;

    private static Archive archive = new Archive(Path.of(""), Path.of(""), Map.of());

    @Override
    Archive archive() {
        return archive;
    }

    @BeforeAll
    static void unpack() throws Exception {
        archive = Archive.unpack(ZIP, temporary.resolve("a folder"), temporary,
                Archive.OUR_JDK);
        assertThat(archive.run(List.of("sh", "-c", "command -v mvn || echo none")).out())
                .isEqualTo("none\n");
        writePrograms(temporary);
    }

    /** The first start makes the AOT cache, outside the archive. */
    @Test
    void runsAndLeavesTheArchiveAlone() throws Exception {
        List<Path> before = files();
        Result first = archive.jopher("run", "Sheep.java");
        assertThat(first.exitCode()).as(first.err()).isZero();

        Result second = archive.jopher("run", "Sheep.java");

        assertThat(second.exitCode()).isZero();
        assertThat(second.err()).isEmpty();
        assertThat(second.out().lines().sorted().toList()) // the goroutines' order is open
                .isEqualTo(first.out().lines().sorted().toList()).hasSize(10);
        assertThat(files()).isEqualTo(before);
        assertThat(archive.jopher("doctor").out()).containsPattern("AOT cache +used");
        assertThat(temporary.resolve(".cache/jopher-command")).isDirectory();
    }

    private static List<Path> files() throws Exception {
        try (var files = Files.walk(archive.home())) {
            return files.sorted().toList();
        }
    }

    @Test
    void aLinkToItWorks() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"),
                archive.home().resolve("bin/jopher"));

        assertThat(archive.run(List.of(link.toString(), "help")).out()).contains("usage: jopher");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Path broken = temporary.resolve("broken");
        Files.createDirectories(broken);
        Archive other = Archive.unpack(ZIP, broken, temporary, Archive.OUR_JDK);
        Files.delete(other.home().resolve("lib/jopher-race.jar"));

        Result result = other.jopher("version");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("unpack the archive again");
    }

    @Test
    void holdsTheLicenceAndThePages() throws Exception {
        assertThat(archive.home().resolve("LICENSE")).exists();
        assertThat(archive.home().resolve("docs/guide.md")).exists();
        assertThat(archive.permissions("bin/jopher")).isEqualTo("rwxr-xr-x");
        assertThat(archive.permissions("lib/start.sh")).isEqualTo("rw-r--r--");
    }

    @Test
    void whatTheReadmeRunsIsThere() throws Exception {
        List<String> commands = Files.readAllLines(archive.home().resolve("README.txt"))
                .stream().filter(line -> line.startsWith("    bin/jopher ")).toList();
        assertThat(commands).hasSizeGreaterThan(1);
        for (String command : commands) {
            Result result = archive.run(
                    List.of("sh", "-c", "cd \"$0\" && " + command, archive.home().toString()));
            assertThat(result.exitCode()).as(result.err()).isZero();
        }
    }

    @Test
    void holdsCompletionAndTheManualPage() throws Exception {
        assertThat(archive.home().resolve("man/man1/jopher.1")).content()
                .contains("\\-lockorder");
        assertThat(archive.home().resolve("completion/_jopher")).content()
                .startsWith("#compdef jopher").contains("-lockorder");
        assertThat(archive.home().resolve("completion/jopher.fish")).content()
                .contains("lockorder");
        Result bash = archive.run(List.of("bash", "-c", """
                . "$0"; COMP_WORDS=(jopher run -lo); COMP_CWORD=2; _jopher; echo "${COMPREPLY[@]}"
                """, archive.home().resolve("completion/jopher.bash").toString()));
        assertThat(bash.out()).isEqualTo("-lockorder\n");
    }

    /** No Windows here: what the line would start is started by its parts. */
    @Test
    void theWindowsScriptStartsWhatIsThere() throws Exception {
        String script = Files.readString(archive.home().resolve("bin/jopher.cmd"));
        assertThat(script.lines().toList()).hasSizeLessThan(10);
        assertThat(script.replace("\r\n", "")).doesNotContain("\n");
        String line = script.lines().filter(l -> l.startsWith("\"%JAVA%\"")).findFirst()
                .orElseThrow();
        assertThat(line).endsWith(" dev.jopher.cli.Main %*");
        List<String> files = Pattern.compile("%~dp0([^\"]*)").matcher(line).results()
                .map(m -> Matcher.quoteReplacement(m.group(1)).replaceAll("\\\\+", "/")).toList();
        assertThat(files).hasSize(2);
        Path bin = archive.home().resolve("bin");
        Result version = archive.run(List.of(System.getProperty("java.home") + "/bin/java",
                "@" + bin.resolve(files.get(0)), "-cp", bin.resolve(files.get(1)).toString(),
                "dev.jopher.cli.Main", "version"));
        assertThat(version.exitCode()).as(version.err()).isZero();
    }
}

package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.cli.Shell.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script and {@link RunFlag} know the same flags: a JDK's java prints its arguments. */
class RunFlagIT {
    private static final String MAIN = "dev.jopher.cli.Main";

    @TempDir
    static Path temporary;

    private static Checkout checkout = new Checkout(Path.of(""));
    private static Shell shell = new Shell(Path.of(""));

    @BeforeAll
    static void install() throws Exception {
        checkout = Checkout.built(temporary.resolve("jopher"));
        shell = new Shell(temporary);
        Result version = shell.run(checkout.script(), "version");
        assertThat(version.exitCode()).as(version.err()).isZero();
        shell.set("JAVA25_HOME", jdkThatPrints().toString());
        Files.writeString(checkout.home().resolve("lib/modules/a.jar"), "");
        shell.run(checkout.script(), "run", "-race", "X.java");
        shell.run(checkout.script(), "run", "-replay", "x", "X.java");
    }

    private static Path jdkThatPrints() throws IOException {
        Path jdk = temporary.resolve("jdk");
        Files.createDirectories(jdk.resolve("bin"));
        Path java = Files.writeString(jdk.resolve("bin/java"),
                "#!/bin/sh\nfor word; do case $word in @*) grep '^-' \"${word#@}\" ;;"
                        + " *) printf '%s\\n' \"$word\" ;; esac; done\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(jdk.resolve("release"),
                "JAVA_VERSION=\"25\"\nMODULES=\"jdk.compiler\"\n");
        return jdk;
    }

    /** What java is given when {@code words} follow "run". */
    private static List<String> given(List<String> words) throws Exception {
        List<Object> command = new ArrayList<>(List.of(checkout.script(), "run"));
        command.addAll(words);
        Result result = shell.run(command.toArray());
        assertThat(result.err()).isEmpty();
        return result.out().lines().toList();
    }

    /** Each line is words of one flag, separated by blanks. */
    @ParameterizedTest
    @ValueSource(strings = {
        "-procs 3", "--procs=3", "-schedtrace 5", "-trace a", "--trace=ring", "-leaks", "--leaks",
        "-lockorder",
        "-race", "--race", "-replay x", "--replay=x", "-replay x -repeat 2", "-race=off",
        "-with a", "--with=a",
        "-parameters", "-nowarn", "-Werror", "-deprecation", "-g", "-g:none", "-Xlint",
        "-Xlint:all,-serial", "-Xdiags:verbose", "-Xdoclint", "-Xdoclint:all", "-Xmaxerrs 3",
        "-Xmaxwarns=3", "--release 25", "--source=25",
        "-Da", "-Da=b", "-Xmx1g", "-Xss1m", "-Xint", "-XX:+UseZGC", "-XX:MaxHeapSize=1g",
        "-Xlog:gc", "-ea", "-ea:p...", "-enableassertions:p", "-da", "-disableassertions", "-esa",
        "-enablesystemassertions", "-dsa", "-disablesystemassertions", "-verbose", "-verbose:gc",
        "-javaagent:a.jar=b", "-agentlib:jdwp=x", "-agentpath:/a", "--enable-preview",
        "--add-opens a/b=c", "--add-opens=a/b=c", "--add-exports a/b=c", "--add-exports=a/b=c",
        "--add-modules m", "--add-modules=m", "--add-reads a=b", "--add-reads=a=b",
        "--enable-native-access m", "--enable-native-access=m", "--limit-modules m",
        "--limit-modules=m", "--module-path d", "--module-path=d", "-p d",
        "--patch-module a=b", "--patch-module=a=b", "--upgrade-module-path d",
        "--upgrade-module-path=d", "--finalization=disabled", "--illegal-native-access=deny",
        "--sun-misc-unsafe-memory-access=deny", "--enable-final-field-mutation=m",
        "--illegal-final-field-mutation=deny", "-XX:StartFlightRecording=a", "-Xrunx"})
    void bothReadItAlike(String flag) throws Exception {
        List<String> words = new ArrayList<>(List.of(flag.split(" ")));
        words.addAll(List.of("-Dlast=1", "X.java", "-Xmx2g", flag.split(" ")[0]));
        List<String> expected = RunOptions.of(words).jvm();

        List<String> given = given(words);
        int main = given.indexOf(MAIN);

        assertThat(given.subList(0, main - 2)).endsWith(expected.toArray(String[]::new));
        assertThat(given.subList(main + 1, given.size())).first().isEqualTo("run");
        assertThat(given.subList(main + 2, given.size())).isEqualTo(words);
        assertThat(given.subList(0, main)).doesNotContain("-Xmx2g");
        assertThat(given.stream().limit(main).filter(w -> w.equals(flag.split(" ")[0])).count())
                .isEqualTo(expected.contains(flag.split(" ")[0]) ? 1 : 0);
    }

    /** The JVM takes one collector only. */
    @Test
    void aCollectorOfTheUsersTakesThePlaceOfOurs() throws Exception {
        assertThat(given(List.of("-Xmx1g", "X.java"))).contains("-XX:+UseParallelGC");
        assertThat(given(List.of("-XX:+UseZGC", "X.java")))
                .containsSubsequence("-XX:+UseParallelGC", "-XX:-UseParallelGC", "-XX:+UseZGC");
        assertThat(given(List.of("-Xmx1g", "X.java"))).doesNotContain("-XX:-UseParallelGC");
    }

    /** In front of the user's flags: an agent of the user's comes after it. */
    @Test
    void theDetectorIsAnAgentOnTheBootClassPath() throws Exception {
        String version = checkout.home().toRealPath() + "/.jopher/" + checkout.current();
        assertThat(given(List.of("-Da=b", "-race", "-leaks", "X.java"))).containsSubsequence(
                "-XX:InlineSmallCode=6000",
                "-Xbootclasspath/a:" + version + "/jopher-race.jar",
                "-javaagent:" + version + "/jopher-race.jar=cache=" + version + "/race-cache",
                "-Da=b", MAIN);
        assertThat(given(List.of("-leaks", "X.java", "-race")))
                .noneMatch(word -> word.startsWith("-javaagent"));
    }

    /** Both agents, the detector first; without it where it is off. */
    @Test
    void theExplorerIsAnAgentOnTheBootClassPath() throws Exception {
        String version = checkout.home().toRealPath() + "/.jopher/" + checkout.current();
        String boot = "-Xbootclasspath/a:" + version + "/jopher-race.jar:" + version
                + "/jopher-explore.jar";
        String detector =
                "-javaagent:" + version + "/jopher-race.jar=cache=" + version + "/explore-cache";
        String explorer = "-javaagent:" + version + "/jopher-explore.jar";
        assertThat(given(List.of("-replay", "x1", "-Da=b", "X.java")))
                .containsSubsequence(boot, detector, explorer, "-Da=b", MAIN);
        assertThat(given(List.of("-replay=x1", "-race=off", "X.java")))
                .containsSubsequence(boot, explorer, MAIN).doesNotContain(detector);
        Result explore = shell.run(checkout.script(), "explore", "-schedules", "5", "-o", "-x",
                "-Da=b", "X.java", "-Dc=d");
        assertThat(explore.out().lines().toList())
                .containsSubsequence(boot, detector, explorer, "-Da=b", MAIN, "explore", "-Dc=d");
    }

    @Test
    void valuesWithBlanksAndQuotesStayWhole() throws Exception {
        List<String> words = List.of("-Da=b c", "-Dq='\"$HOME`*", "X.java", "a  b");
        List<String> given = given(words);

        assertThat(given).containsSequence("-Da=b c", "-Dq='\"$HOME`*", "-cp");
        assertThat(given).endsWith("X.java", "a  b");
    }

    @Test
    void theClassPathStandsBehindOurJar() throws Exception {
        Path jars = Files.createDirectories(temporary.resolve("jars"));
        for (String name : List.of("b.jar", "a.JAR", "c.zip")) {
            Files.writeString(jars.resolve(name), "");
        }
        assertThat(classPath("-cp", "x:jars/*:/y z/"))
                .endsWith("/jopher-cli.jar:x:jars/a.JAR:jars/b.jar:/y z/");
        assertThat(classPath("-cp=x", "-classpath", "y")).endsWith("/jopher-cli.jar:y");
        assertThat(classPath("--class-path=")).endsWith("/jopher-cli.jar:");
        assertThat(classPath("-leaks")).endsWith("/jopher-cli.jar");
    }

    @Test
    void librariesStandBehindTheClassPath() throws Exception {
        Path modules = checkout.home().resolve("lib/modules").toRealPath();
        Files.writeString(modules.resolve("jopher-b.jar"), "");
        Files.createDirectories(modules.resolve("classes"));
        Files.createDirectories(modules.resolve("many"));
        Files.writeString(modules.resolve("many/1.jar"), "");
        Files.writeString(modules.resolve("many/2.jar"), "");

        assertThat(classPath("-with", "b", "-cp", "x", "-with=a"))
                .endsWith("/jopher-cli.jar:x:" + modules + "/jopher-b.jar:" + modules + "/a.jar");
        assertThat(classPath("-with", "classes"))
                .endsWith("/jopher-cli.jar:" + modules + "/classes");
        assertThat(classPath("-with", "many"))
                .endsWith("/jopher-cli.jar:" + modules + "/many/1.jar:" + modules + "/many/2.jar");
    }

    private static String classPath(String... flags) throws Exception {
        List<String> words = new ArrayList<>(List.of(flags));
        words.add("X.java");
        List<String> given = given(words);
        return given.get(given.indexOf(MAIN) - 1);
    }
}

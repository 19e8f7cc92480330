package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.jopher.cli.Shell.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the script builds, installs, finds what it needs. As a rule, Maven is a script of ours. */
class InstallIT {
    private static final Result HI = new Result(0, "hi\n", "");
    private static final String CHANGED = "jopher: building (its sources have changed)...\n";

    /** Installed once; tests that change something take a copy. */
    @TempDir
    static Path checkouts;

    private static Checkout installed = new Checkout(Path.of(""));

    @TempDir
    Path temporary;

    private Shell shell;
    private Checkout checkout;
    private Path program;

    @BeforeAll
    static void install() throws Exception {
        installed = Checkout.built(checkouts.resolve("jopher"));
        Result version = new Shell(checkouts).run(installed.script(), "version");
        assertThat(version.exitCode()).as(version.err()).isZero();
        // Only the installed jars are left, as after "mvn clean".
        Files.delete(installed.jar());
        Files.delete(installed.raceJar());
        Files.delete(installed.exploreJar());
    }

    @BeforeEach
    void setUp() throws IOException {
        shell = new Shell(temporary);
        program = new ProgramDirectory(temporary).write("Hi.java",
                "void main() { IO.println(\"hi\"); }");
        Path home = temporary.resolve("jo pher");
        Checkout.copy(installed.home(), home);
        checkout = new Checkout(home);
    }

    private Result run() throws IOException, InterruptedException {
        return shell.run(checkout.script(), "run", program);
    }

    /** Puts a Maven in front of the real one: a script that gets its words as {@code $*}. */
    private Path maven(String script) throws IOException {
        Path bin = Files.createDirectories(temporary.resolve("bin"));
        Path mvn = Files.writeString(bin.resolve("mvn"),
                "#!/bin/sh\necho \"$*\" >>\"" + temporary + "/mvn.txt\"\n" + script);
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
        shell.set("PATH", bin + ":" + System.getenv("PATH"));
        return mvn;
    }

    /** A Maven that makes the jars that this build has made. */
    private void mavenThatBuilds() throws IOException {
        maven("for m in race explore cli; do mkdir -p $m/target && cp '"
                + Path.of("..").toRealPath()
                + "'/$m/target/jopher-$m.jar $m/target && touch $m/target/jopher-$m.jar; done\n");
    }

    private List<String> mavenCalls() throws IOException {
        Path calls = temporary.resolve("mvn.txt");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /** The one test with the real Maven, which took over two minutes on a busy machine. */
    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void theFirstUseBuilds() throws Exception {
        assumeThat(shell.run("sh", "-c", "command -v mvn").exitCode()).as("a Maven").isZero();
        checkout = Checkout.fresh(temporary.resolve("fresh clone"));

        assertThat(run()).isEqualTo(new Result(0, "hi\n", "jopher: building (first use)...\n"));
        assertThat(run()).isEqualTo(HI);
    }

    @Test
    void aStartThatFindsEverythingNeedsNoMaven() throws Exception {
        mavenThatBuilds();

        assertThat(run()).isEqualTo(HI);
        assertThat(mavenCalls()).isEmpty();
    }

    @Test
    void changedSourcesAreBuiltOnce() throws Exception {
        mavenThatBuilds();
        checkout.touch("core/src/main/java/dev/jopher/Go.java");

        assertThat(run()).isEqualTo(new Result(0, "hi\n", CHANGED));
        assertThat(run()).isEqualTo(HI);
        assertThat(mavenCalls()).hasSize(1);
        assertThat(mavenCalls().getFirst()).contains("-o", "-pl cli -am", "package");
        assertThat(checkout.versions()).hasSize(2).contains(checkout.current());
    }

    @Test
    void aSourceThatIsGoneIsAChange() throws Exception {
        mavenThatBuilds();
        Files.delete(checkout.home().resolve("core/src/main/java/dev/jopher/Go.java"));

        assertThat(run()).isEqualTo(new Result(0, "hi\n", CHANGED));
    }

    @Test
    void freshBuildIsUsedWithoutMaven() throws Exception {
        maven("exit 1\n");
        checkout.touch("cli/src/main/java/dev/jopher/cli/Main.java");
        checkout.putJar();

        assertThat(run()).isEqualTo(HI);
        assertThat(mavenCalls()).isEmpty();
        assertThat(checkout.versions()).hasSize(2);
    }

    @Test
    void aJarThatIsHalfWrittenIsNotTaken() throws Exception {
        mavenThatBuilds();
        checkout.touch("cli/src/main/java/dev/jopher/cli/Main.java");
        Files.createDirectories(checkout.jar().getParent());
        Files.writeString(checkout.jar(), "PK");

        assertThat(run()).isEqualTo(new Result(0, "hi\n", CHANGED));
    }

    @Test
    void withoutTheNetworkFirstAndThenWithIt() throws Exception {
        Path bin = temporary.resolve("bin");
        mavenThatBuilds();
        Files.move(bin.resolve("mvn"), bin.resolve("online"));
        maven("case \"$*\" in *' -o '*) echo 'Cannot access central in offline mode'; exit 1 ;; esac\n"
                + "exec '" + bin.resolve("online") + "' \"$@\"\n");
        checkout.touch("pom.xml");

        assertThat(run()).isEqualTo(new Result(0, "hi\n", CHANGED));
        assertThat(mavenCalls()).hasSize(3);
        assertThat(mavenCalls().get(1)).doesNotContain(" -o ");
    }

    @Test
    void aBuildThatFailsSaysWhy() throws Exception {
        maven("echo '[INFO] fine'; echo '[ERROR] Go.java:[3,1] no such thing'; exit 1\n");
        checkout.touch("pom.xml");

        assertThat(run()).isEqualTo(new Result(2, "", CHANGED
                + "[ERROR] Go.java:[3,1] no such thing\n"
                + "jopher: the build failed; all that Maven said is in " + checkout.home()
                + "/.jopher/build.log\n"));
        assertThat(mavenCalls()).hasSize(1);
        assertThat(checkout.home().resolve(".jopher/lock")).doesNotExist();
    }

    @Test
    void withoutMavenTheBuildSaysSo() throws Exception {
        shell.set("PATH", toolsWithoutMaven().toString());
        checkout.touch("pom.xml");

        assertThat(run()).isEqualTo(new Result(2, "",
                "jopher: building (its sources have changed) needs Maven, and there is no mvn on the PATH\n"));
    }

    private Path toolsWithoutMaven() throws IOException, InterruptedException {
        Path bin = Files.createDirectories(temporary.resolve("tools"));
        for (String tool : List.of("sh", "find", "mkdir", "rm", "rmdir", "sleep", "touch",
                "readlink", "wc")) {
            String path = shell.run("sh", "-c", "command -v " + tool).out().strip();
            Files.createSymbolicLink(bin.resolve(tool), Path.of(path));
        }
        return bin;
    }

    @Test
    void twoFirstUsesAtATimeBuildOnce() throws Exception {
        mavenThatBuilds();
        Path home = checkout.home();
        shell.run("rm", "-rf", home.resolve(".jopher"));

        Shell.Running one = shell.start(checkout.script(), "run", program);
        Shell.Running two = shell.start(checkout.script(), "run", program);

        assertThat(one.await().out()).isEqualTo("hi\n");
        assertThat(two.await().out()).isEqualTo("hi\n");
        assertThat(mavenCalls()).hasSize(1);
        assertThat(checkout.versions()).containsExactly(checkout.current());
    }

    @Test
    void aLockWhoseHolderHasDiedIsBroken() throws Exception {
        mavenThatBuilds();
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path lock = Files.createDirectories(checkout.home().resolve(".jopher/lock"));
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
        checkout.touch("pom.xml");

        assertThat(run()).isEqualTo(new Result(0, "hi\n", CHANGED));
        assertThat(lock).doesNotExist();
    }

    @Test
    void aLockThatIsHeldIsWaitedFor() throws Exception {
        mavenThatBuilds();
        Path lock = Files.createDirectories(checkout.home().resolve(".jopher/lock"));
        Files.writeString(lock.resolve("pid"), ProcessHandle.current().pid() + "\n");
        checkout.touch("pom.xml");

        Shell.Running waiting = shell.start(checkout.script(), "run", program);
        Processes.until(() -> waiting.err().contains("waiting for another jopher"));
        assertThat(mavenCalls()).isEmpty();
        shell.run("rm", "-rf", lock);

        assertThat(waiting.await().out()).isEqualTo("hi\n");
    }

    @Test
    void aProgramThatRunsKeepsItsVersion() throws Exception {
        mavenThatBuilds();
        ProgramDirectory programs = new ProgramDirectory(temporary);
        programs.write("Late.java", "class Late { static String hello() { return \"late\"; } }");
        Path gate = temporary.resolve("gate");
        programs.write("Long.java", """
                void main(String[] args) throws Exception {
                    IO.println("ready");
                    var gate = java.nio.file.Path.of(args[0]);
                    while (!java.nio.file.Files.exists(gate)) Thread.sleep(10);
                    IO.println(Class.forName("Late").getDeclaredMethod("hello").invoke(null));
                }
                """);
        Shell.Running running = shell.start(checkout.script(), "run", "Long.java", gate);
        Processes.until(() -> running.out().equals("ready\n"));
        for (int i = 0; i < 2; i++) {
            checkout.touch("pom.xml");
            assertThat(run().out()).isEqualTo("hi\n");
        }
        Files.createFile(gate);

        assertThat(running.await()).isEqualTo(new Result(0, "ready\nlate\n", ""));
    }

    @Test
    void aCheckoutThatMovedGoesOnAsBefore() throws Exception {
        maven("exit 1\n");
        assertThat(run()).isEqualTo(HI);
        Path elsewhere = temporary.resolve("else where");
        Files.move(checkout.home(), elsewhere);
        checkout = new Checkout(elsewhere);

        assertThat(run()).isEqualTo(HI);
        assertThat(shell.run(checkout.script(), "doctor").out())
                .containsPattern("AOT cache +used");
    }

    @Test
    void aCheckoutThatCannotBeWrittenRunsWhatIsInstalled() throws Exception {
        Path open = Files.createTempDirectory("jopher-read-only");
        try {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
            checkout = new Checkout(open.resolve("jopher"));
            Checkout.copy(installed.home(), checkout.home());
            Path hi = Files.copy(program, open.resolve("Hi.java"));
            shell.run("chmod", "-R", "a+rX,a-w", checkout.home(), hi);
            shell.in(open).set("XDG_CACHE_HOME", open.resolve("cache").toString());

            assertThat(shell.run(asSomebodyElse(checkout.script(), "run", hi))).isEqualTo(HI);

            shell.run("touch", checkout.home().resolve("pom.xml"));
            assertThat(shell.run(asSomebodyElse(checkout.script(), "run", hi)))
                    .isEqualTo(new Result(0, "hi\n", "jopher: cannot write to " + checkout.home()
                            + "/.jopher; this is the build of before the last change of the sources\n"));

            shell.run("rm", "-rf", checkout.home().resolve(".jopher"));
            assertThat(shell.run(asSomebodyElse(checkout.script(), "run", hi)))
                    .isEqualTo(new Result(2, "", "jopher: cannot write to " + checkout.home()
                            + "/.jopher, where it is built on first use\n"));
        } finally {
            shell.run("chmod", "-R", "u+w", open);
            shell.run("rm", "-rf", open);
        }
    }

    /** Root can write where no other user may. */
    private Object[] asSomebodyElse(Object... command) throws Exception {
        if (!shell.run("id", "-u").out().equals("0\n")) {
            return command;
        }
        assumeThat(shell.run("sh", "-c", "command -v setpriv").exitCode()).isZero();
        Object[] java = {"test", "-x", System.getProperty("java.home") + "/bin/java"};
        assumeThat(shell.run(asNobody(java)).exitCode()).as("may run this JDK").isZero();
        return asNobody(command);
    }

    private static Object[] asNobody(Object... command) {
        List<Object> words = new ArrayList<>(
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        words.addAll(List.of(command));
        return words.toArray();
    }

    @Test
    void anotherJdkGetsAnAotCacheOfItsOwn() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("jdk"),
                Path.of(System.getProperty("java.home")));
        shell.set("JAVA25_HOME", link.toString());

        assertThat(run()).isEqualTo(
                new Result(0, "hi\n", "jopher: preparing for this JDK (once)...\n"));
        assertThat(run()).isEqualTo(HI);
    }

    /** It would end a JVM on a machine whose processor does not know the instructions. */
    @Test
    void theAotCacheHoldsNoMachineCode() throws Exception {
        shell.set("JOPHER_JAVA_OPTS", "-Xlog:aot+codecache*=info:stdout");

        assertThat(run().out()).contains("AOT Code Cache is empty").doesNotContain("Loaded");
    }

    /** Such as one left by an earlier version of the script, with another processor's code. */
    @Test
    void anAotCacheThatWasMadeOtherwiseIsMadeAgain() throws Exception {
        Path version = checkout.home().resolve(".jopher").resolve(checkout.current());
        Path key = version.resolve("classes.key");
        String own = Files.readString(key);
        Files.writeString(key, own.replace(" -XX:-AOTAdapterCaching", ""));

        assertThat(run()).isEqualTo(
                new Result(0, "hi\n", "jopher: preparing for this JDK (once)...\n"));
        assertThat(key).content().startsWith(own.lines().findFirst().orElseThrow());
        assertThat(run()).isEqualTo(HI);
    }

    @Test
    void anAotCacheOfWhichAPartIsMissingIsMadeAgain() throws Exception {
        Path cache = checkout.home().resolve(".jopher").resolve(checkout.current())
                .resolve("classes.aot");
        truncate(cache);

        assertThat(run()).isEqualTo(new Result(0, "hi\n",
                "jopher: preparing again, for the AOT cache was damaged (once)...\n"));
        assertThat(run()).isEqualTo(HI);
        assertThat(shell.run(checkout.script(), "doctor").out())
                .containsPattern("AOT cache +used");
    }

    @Test
    void aJarOfWhichAPartIsMissingIsBuiltAgain() throws Exception {
        mavenThatBuilds();
        truncate(checkout.home().resolve(".jopher").resolve(checkout.current())
                .resolve("jopher-cli.jar"));

        assertThat(run()).isEqualTo(new Result(0, "hi\n",
                "jopher: building (what was installed is damaged)...\n"));
        assertThat(run()).isEqualTo(HI);
        assertThat(mavenCalls()).hasSize(1);
    }

    @Test
    void withoutTheRaceDetectorItIsBuiltAgain() throws Exception {
        mavenThatBuilds();
        Path race = checkout.home().resolve(".jopher").resolve(checkout.current())
                .resolve("jopher-race.jar");
        truncate(race);
        assertThat(run()).isEqualTo(new Result(0, "hi\n",
                "jopher: building (what was installed is damaged)...\n"));

        Files.delete(checkout.home().resolve(".jopher").resolve(checkout.current())
                .resolve("jopher-race.jar"));
        Files.delete(checkout.raceJar());
        assertThat(run())
                .isEqualTo(new Result(0, "hi\n", "jopher: building (first use)...\n"));
        assertThat(run()).isEqualTo(HI);
    }

    @Test
    void aChangeOfTheRaceDetectorIsBuilt() throws Exception {
        mavenThatBuilds();
        checkout.touch("race/src/main/java/dev/jopher/race/Races.java");

        assertThat(run()).isEqualTo(new Result(0, "hi\n", CHANGED));
    }

    @Test
    void aChangeOfTheExplorerIsBuilt() throws Exception {
        mavenThatBuilds();
        checkout.touch("explore/src/main/java/dev/jopher/explore/Explore.java");

        assertThat(run()).isEqualTo(new Result(0, "hi\n", CHANGED));
    }

    /** At the first exploration or replay, not before. */
    @Test
    void theExplorersAotCacheIsMadeOnce() throws Exception {
        Path cache = checkout.home().resolve(".jopher").resolve(checkout.current())
                .resolve("explore.aot");
        assertThat(run()).isEqualTo(HI);
        assertThat(cache).doesNotExist();

        Result first = shell.run(checkout.script(), "explore", "-schedules", "5", program);
        assertThat(first.err()).isEqualTo("jopher: preparing the explorer (once)...\n");
        assertThat(first.exitCode()).isZero();
        assertThat(cache).exists();
        assertThat(shell.run(checkout.script(), "explore", "-schedules", "5", program).err())
                .isEmpty();
    }

    /** At the first -race, not before: most users have no use for it. */
    @Test
    void theDetectorsAotCacheIsMadeOnce() throws Exception {
        Path cache = checkout.home().resolve(".jopher").resolve(checkout.current())
                .resolve("race.aot");
        assertThat(run()).isEqualTo(HI);
        assertThat(cache).doesNotExist();

        assertThat(shell.run(checkout.script(), "run", "-race", program))
                .isEqualTo(new Result(0, "hi\n", "jopher: preparing -race (once)...\n"));
        assertThat(cache).exists();
        assertThat(shell.run(checkout.script(), "run", "-race", program)).isEqualTo(HI);
        truncate(cache);
        assertThat(shell.run(checkout.script(), "run", "-race", program))
                .isEqualTo(new Result(0, "hi\n", "jopher: preparing -race (once)...\n"));
        assertThat(run()).isEqualTo(HI);
    }

    private static void truncate(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    /** The shell itself hears no signal while Maven runs in its foreground. */
    @ParameterizedTest
    @CsvSource({"TERM,143", "INT,130", "HUP,143"})
    void aSignalEndsTheBuildAtOnce(String signal, int exitCode) throws Exception {
        assumeThat(shell.run("env", "--default-signal=INT", "true").exitCode()).isZero();
        maven("echo $$ >'" + temporary + "/started'; exec sleep 100\n");
        checkout.touch("pom.xml");
        List<Object> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
        words.addAll(List.of(checkout.script(), "run", program));
        Shell.Running build = shell.start(words.toArray());
        Path started = temporary.resolve("started");
        Processes.until(() -> Files.exists(started) && Files.size(started) > 0);

        shell.run("kill", "-" + signal, build.process().pid());

        assertThat(build.await()).isEqualTo(new Result(exitCode, "", CHANGED));
        assertThat(checkout.home().resolve(".jopher/lock")).doesNotExist();
        long maven = Long.parseLong(Files.readString(started).strip());
        Processes.until(() -> hasEnded(maven));
    }

    /** On some machines, one whose parent has ended stays in the list of processes. */
    private static boolean hasEnded(long pid) throws IOException {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/status")).contains("State:\tZ");
        } catch (IOException e) {
            return true; // not there, or no longer
        }
    }

    @Test
    void aJdkIsFoundInTheUsualVariablesAndFolders() throws Exception {
        String jdk = System.getProperty("java.home");
        shell.set("JOPHER_JDKS", "/nowhere").set("PATH", "/usr/bin:/bin");

        shell.set("JAVA25_HOME", null).set("JAVA_HOME", jdk);
        assertThat(run()).isEqualTo(HI);
        shell.set("JAVA25_HOME", jdk).set("JAVA_HOME",
                jdk("old", "17.0.9", "java.base jdk.compiler"));
        assertThat(run()).isEqualTo(HI);
        shell.set("JAVA25_HOME", "/no/where").set("JAVA_HOME", jdk);
        assertThat(run()).isEqualTo(new Result(0, "hi\n",
                "jopher: JAVA25_HOME is no JDK 25 or later: /no/where; taking " + jdk + "\n"));
        shell.set("JAVA25_HOME", null).set("JAVA_HOME", null);
        shell.set("PATH", jdk + "/bin:/usr/bin:/bin");
        assertThat(run()).isEqualTo(HI);
        // A folder of its own: there may be another JDK 25 next to ours.
        Path folder = Files.createDirectories(temporary.resolve("usual"));
        Files.createSymbolicLink(folder.resolve("jdk"), Path.of(jdk));
        shell.set("PATH", "/usr/bin:/bin").set("JOPHER_JDKS", folder.toString());
        assertThat(run().out()).isEqualTo("hi\n");
    }

    @Test
    void withoutAJdkOf25ThereIsOneLine() throws Exception {
        shell.set("JAVA25_HOME", null).set("PATH", "/usr/bin:/bin");
        shell.set("JOPHER_JDKS", temporary.resolve("jdks").toString());
        jdk("jdks/old", "24.0.2", "java.base jdk.compiler");
        assumeThat(shell.run("sh", "-c", "command -v java && java -version").err())
                .doesNotContainPattern("version \"(2[5-9]|[3-9])");

        assertThat(run())
                .isEqualTo(new Result(2, "", "jopher: needs a JDK 25 or later and found none: "
                        + "install one, or set JAVA_HOME or JAVA25_HOME to it\n"));

        String jre = jdk("jdks/jre", "25.0.3", "java.base java.logging");
        assertThat(run()).isEqualTo(new Result(2, "", "jopher: needs a JDK 25 or later; " + jre
                + " has no compiler (module jdk.compiler)\n"));
    }

    /** What looks like a JDK. */
    private String jdk(String name, String version, String modules) throws IOException {
        Path jdk = temporary.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Path java = Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\nexit 99\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(jdk.resolve("release"),
                "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\nMODULES=\"" + modules
                        + "\"\n");
        return jdk.toString();
    }
}

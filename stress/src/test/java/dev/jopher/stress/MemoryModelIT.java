package dev.jopher.stress;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jcstress.Main;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * Runs the jcstress tests of this module and judges them. jcstress alone would not do: it ends with
 * exit code 0 when it planned nothing, and it drops a test that has more actors than the machine
 * has processors.
 *
 * <h2>How to add a pair</h2>
 *
 * <ol>
 * <li>One class {@code Rule} in {@code src/main/java/dev/jopher/stress}: public,
 * {@code @JCStressTest}, {@code @State}, <em>two</em> {@code @Actor} methods (they are platform
 * threads; three need three processors), each possible outcome {@code ACCEPTABLE} or
 * {@code FORBIDDEN}. Look at {@link SendBeforeReceive}.
 * <li>One class {@code RuleBroken}: the same with the synchronisation taken out, and the
 * <em>same</em> outcomes. It has to show a forbidden one, in at least one of the four JVM modes, in
 * every short run: on x86 a processor reorders only a write with a later read, so let the compiler
 * do it (plain fields) or build the rule as "my write, then your field" on both sides. Run it ten
 * times before you believe it.
 * <li>Nothing else. The names are found, and a {@code Rule} without its {@code RuleBroken} fails.
 * </ol>
 *
 * <p>A test costs about three seconds in the short run. To run one pair:
 *
 * <pre>
 *   mvn -pl stress -am verify -Dtest=none -Djopher.jcstress.only=SendBeforeReceive
 * </pre>
 *
 * and the long run, for hours on an idle machine: {@code mvn -Pstress verify}. What jcstress
 * printed is in {@code target/jcstress/log.txt}, its tables next to it.
 */
class MemoryModelIT {
    private static final String BROKEN = "Broken";
    /** jcstress binds threads to processors with the help of a native library. */
    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    private static final Path DIRECTORY = Path.of("target", "jcstress").toAbsolutePath();
    private static final Path LOG = DIRECTORY.resolve("log.txt");
    private static final Pattern ONLY = Pattern.compile(System.getProperty("jopher.jcstress.only"));

    @TestFactory
    Stream<DynamicTest> rules() throws Exception {
        Set<String> planned = planned();
        assertThat(planned).as("jcstress tests matching '%s'", ONLY).isNotEmpty();
        Map<String, List<TestResult>> results = run(planned);
        return planned.stream()
                .map(name -> DynamicTest.dynamicTest(
                        simpleName(name),
                        () -> judge(name, results.getOrDefault(name, List.of()))));
    }

    @TestFactory
    Stream<DynamicTest> pairs() {
        Set<String> all = new TreeSet<>(TestList.tests());
        return all.stream().map(name -> DynamicTest.dynamicTest(simpleName(name), () -> {
            String other = isBroken(name)
                    ? name.substring(0, name.length() - BROKEN.length())
                    : name + BROKEN;
            assertThat(all).as("the other half of %s", name).contains(other);
        }));
    }

    private static Set<String> planned() {
        Set<String> names = new TreeSet<>(TestList.tests());
        names.removeIf(Predicate.not(ONLY.asPredicate()));
        return names;
    }

    /**
     * One sight of a forbidden outcome is proof, none is bad luck: the unseen ones get more tries.
     */
    private static Map<String, List<TestResult>> run(Set<String> planned) throws Exception {
        Files.createDirectories(DIRECTORY);
        for (Path old : resultFiles()) {
            Files.delete(old);
        }
        Files.deleteIfExists(LOG);
        Set<String> tests = planned;
        Map<String, List<TestResult>> results = Map.of();
        for (int tries = 0; tries < 3 && !tests.isEmpty(); tries++) {
            runJcstress(tests);
            results = results();
            tests = brokenAndUnseen(planned, results);
        }
        return results;
    }

    private static Set<String> brokenAndUnseen(
            Set<String> planned, Map<String, List<TestResult>> results) {
        return planned.stream()
                .filter(MemoryModelIT::isBroken)
                .filter(name -> results.getOrDefault(name, List.of())
                        .stream()
                        .flatMap(MemoryModelIT::forbidden)
                        .findAny()
                        .isEmpty())
                .collect(toCollection(TreeSet::new));
    }

    private static void judge(String name, List<TestResult> results) {
        assertThat(results).as("runs of %s (more actors than processors?)", name).isNotEmpty();
        assertThat(results).as("how the runs of %s ended", name)
                .extracting(TestResult::status)
                .containsOnly(Status.NORMAL);
        List<String> forbidden = results.stream().flatMap(MemoryModelIT::forbidden).toList();
        if (isBroken(name)) {
            assertThat(forbidden).as("%s has to be seen broken", name).isNotEmpty();
        } else {
            assertThat(forbidden).as("forbidden outcomes of %s", name).isEmpty();
        }
    }

    private static Stream<String> forbidden(TestResult result) {
        return result.grading().failureMessages.stream()
                .map(m -> m + " with " + result.getConfig().jvmArgs);
    }

    private static boolean isBroken(String name) {
        return name.endsWith(BROKEN);
    }

    private static String simpleName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void runJcstress(Set<String> tests) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(NATIVE_ACCESS);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of("-r", "report", "-t", "^(" + String.join("|", tests) + ")$"));
        command.addAll(List.of("-jvmArgsPrepend", NATIVE_ACCESS));
        command.addAll(List.of(System.getProperty("jopher.jcstress").trim().split("\\s+")));
        int exit = new ProcessBuilder(command).directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                .start()
                .waitFor();
        // 1: it saw something forbidden, as it should; or it broke off, and then results are
        // missing.
        assertThat(exit).as("jcstress's exit code; see %s", LOG).isIn(0,
                1);
    }

    private static Map<String, List<TestResult>> results()
            throws IOException, ClassNotFoundException {
        InProcessCollector collector = new InProcessCollector();
        for (Path file : resultFiles()) {
            DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
            reader.dump();
            reader.close();
        }
        return collector.getTestResults().stream().collect(groupingBy(TestResult::getName));
    }

    private static List<Path> resultFiles() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(f -> f.toString().endsWith(".bin.gz")).toList();
        }
    }
}

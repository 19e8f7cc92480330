package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The processes that a test starts. They end with it. */
final class Processes implements AfterEachCallback {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final List<Process> all = new ArrayList<>();

    /** Waits for a state of another process; on a busy machine a JVM starts in ten seconds. */
    static void until(Callable<Boolean> state) {
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(state);
    }

    Process start(ProcessBuilder command) throws IOException {
        Process p = command.start();
        all.add(p);
        return p;
    }

    /** Starts a process that prints "ready", and waits for that. */
    Process startUntilReady(List<String> command) throws IOException {
        Process p = start(new ProcessBuilder(command));
        assertThat(p.inputReader().readLine()).isEqualTo("ready");
        return p;
    }

    /** Starts a JVM for {@code main}, into which agents may be loaded; it prints "ready". */
    Process startJvm(Class<?> main, String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of(JAVA, "-XX:+EnableDynamicAgentLoading", "-cp",
                System.getProperty("java.class.path")));
        words.addAll(List.of(options));
        words.add(main.getName());
        return startUntilReady(words);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        all.forEach(p -> {
            p.descendants().forEach(ProcessHandle::destroyForcibly);
            p.destroyForcibly();
        });
    }
}

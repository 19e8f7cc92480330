package dev.jopher.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys and answers, on a terminal that is none. */
@Timeout(300)
class LiveViewTest {
    private final FakeTerminal terminal = new FakeTerminal();
    private final Semaphore answers = new Semaphore(Integer.MAX_VALUE);
    private volatile boolean ended;
    private final CompletableFuture<@Nullable Exception> end = new CompletableFuture<>();

    private static final class FakeTerminal implements Terminal {
        private final PipedOutputStream typed = new PipedOutputStream();
        private final PipedInputStream keys;
        private volatile List<String> screen = List.of();
        private volatile Size size = new Size(80, 24);
        private volatile Runnable resized = () -> {
        };

        FakeTerminal() {
            try {
                keys = new PipedInputStream(typed);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Size size() {
            return size;
        }

        @Override
        public InputStream keys() {
            return keys;
        }

        @Override
        public void onResize(Runnable action) {
            resized = action;
        }

        @Override
        public void draw(List<Styled> lines) {
            screen = lines.stream()
                    .map(l -> (l.style() == Styled.Style.REVERSE ? ">" : "")
                            + l.text().stripTrailing())
                    .toList();
        }

        @Override
        public void close() {}
    }

    private Snapshot answer() throws IOException {
        answers.acquireUninterruptibly();
        if (ended) {
            throw new EOFException("the end");
        }
        return Fixtures.snapshot();
    }

    private void start(Duration interval) {
        Watch watch = new Watch(countersOnly -> answer(), () -> -1);
        LiveView view = new LiveView(terminal, Fixtures.SERVER, watch, interval);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                end.complete(view.run());
            } catch (Throwable e) {
                end.completeExceptionally(e);
            }
        });
    }

    @AfterEach
    void quit() throws Exception {
        if (!end.isDone()) {
            type("qq"); // the first one may only leave the help
        }
        end.get(100, TimeUnit.SECONDS);
    }

    private void type(String keys) throws IOException {
        terminal.typed.write(keys.getBytes(StandardCharsets.ISO_8859_1));
        terminal.typed.flush();
    }

    private void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(100)).pollInterval(Duration.ofMillis(5))
                .until(condition);
    }

    /** Waits for a screen with such a line. */
    private void shows(Predicate<String> line) {
        until(() -> terminal.screen.stream().anyMatch(line));
    }

    private void hides(String text) {
        until(() -> terminal.screen.stream().noneMatch(l -> l.contains(text)));
    }

    private void showsText(String text) {
        shows(l -> l.contains(text));
    }

    private List<String> places() {
        return terminal.screen.stream().filter(l -> l.matches(">? +\\d+ .*"))
                .map(l -> l.replaceFirst(".* ", "")).toList();
    }

    @Test
    void arrowsSelectAndEnterOpens() throws Exception {
        start(Duration.ofSeconds(1));
        shows(l -> l.startsWith(">") && l.endsWith("Server.java:14"));
        type("\033[B");
        shows(l -> l.startsWith(">") && l.endsWith("Log.java:7"));
        type("\r");
        showsText("in Log.write  Log.java:21");
        showsText("goroutine 4, 5, 6, 7");
        type("\033[D");
        shows(l -> l.startsWith(">") && l.endsWith("Log.java:7"));
        hides("in Log.write");
    }

    /** Rows change their order, and the selected group stays the selected one. */
    @Test
    void lettersSortAndGroup() throws Exception {
        start(Duration.ofSeconds(1));
        shows(l -> l.startsWith(">") && l.endsWith("Server.java:14"));
        type("\033[Bp");
        showsText("s by place");
        shows(l -> l.startsWith(">") && l.endsWith("Log.java:7"));
        assertThat(places()).startsWith("Log.java:7", "Server.java:14", "main");
        type("g");
        showsText("IS AT");
        assertThat(places()).contains("Server.java:40", "Server.java:52", "Log.java:21");
        type("s");
        showsText("s by count");
    }

    @Test
    void channelsAndHelpComeAndGo() throws Exception {
        start(Duration.ofSeconds(1));
        showsText("[##########] 0x4d5e6f");
        type("c");
        hides("0x4d5e6f");
        type("h");
        showsText("any key goes back");
        type("x");
        showsText("Server.java:14");
    }

    @Test
    void aWindowOfAnotherSizeIsFilled() throws Exception {
        start(Duration.ofSeconds(1));
        showsText("Server.java:14");
        terminal.size = new Terminal.Size(200, 30);
        terminal.resized.run();
        shows(l -> l.contains("WAITING ON"));
        assertThat(terminal.screen).hasSize(30);
    }

    /** Paused, it does not ask; the keys work on what is there. */
    @Test
    void pauseStopsTheQuestions() throws Exception {
        start(Duration.ofMillis(100));
        showsText("Server.java:14");
        type(" ");
        showsText("PAUSED");
        type("-");
        showsText("+- 0.1s");
        type("+");
        showsText("+- 0.2s");
        type(" ");
        shows(l -> l.contains("jopher top 4711") && !l.contains("PAUSED"));
    }

    @Test
    void keysWorkWhileTheProgramHangs() throws Exception {
        answers.drainPermits();
        start(Duration.ofMillis(100));
        showsText("NO ANSWER FOR");
        type("q");
        assertThat(end.get(100, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void theEndOfTheProgramEndsIt() throws Exception {
        start(Duration.ofMillis(100));
        showsText("Server.java:14");
        ended = true;
        assertThat(end.get(100, TimeUnit.SECONDS)).hasMessage("the end");
    }

    @Test
    void aClosedTerminalEndsIt() throws Exception {
        start(Duration.ofSeconds(1));
        showsText("Server.java:14");
        terminal.typed.close();
        assertThat(end.get(100, TimeUnit.SECONDS)).isNull();
    }
}

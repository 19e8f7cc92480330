package dev.jopher.trace.page;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A headless Chromium with one tab, by its DevTools protocol. Needs no library: the protocol is
 * JSON over a WebSocket, and the JDK has one.
 */
final class Chromium {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+)[,}]");
    private static final Pattern TEXT = Pattern.compile("\"(?:value|data)\":\"([^\"]*)\"");
    private static final long SECONDS = 100;

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private String session = "";

    private Chromium(Process process, Path profile, URI address) throws Exception {
        this.process = process;
        this.profile = profile;
        socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(address, new Answers()).get(SECONDS, TimeUnit.SECONDS);
        String target = field(call("Target.createTarget", "{\"url\":\"about:blank\"}"), "targetId");
        session = field(call("Target.attachToTarget",
                "{\"targetId\":\"" + target + "\",\"flatten\":true}"), "sessionId");
        call("Page.enable", "{}");
    }

    /** Returns where it is installed, if it is. */
    static Optional<String> installed() {
        String path = System.getenv().getOrDefault("PATH", "");
        return NAMES.stream().flatMap(name -> Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))).filter(Files::isExecutable)
                .map(Path::toString).filter(Chromium::starts).findFirst();
    }

    /** Returns whether it is a browser: Ubuntu has a script that only asks for a package. */
    private static boolean starts(String program) {
        try {
            Process p = new ProcessBuilder(program, "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return p.waitFor(SECONDS, TimeUnit.SECONDS) && p.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Chromium start() throws Exception {
        Path profile = Files.createTempDirectory("chromium");
        Process process = new ProcessBuilder(installed().orElseThrow(), "--headless=new",
                "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--remote-debugging-port=0", "--remote-allow-origins=*", "--hide-scrollbars",
                "--user-data-dir=" + profile, "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader errors = process.errorReader();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            int at = line.indexOf("ws://");
            if (at >= 0) {
                Thread.ofVirtual().start(() -> errors.lines().forEach(ignored -> {}));
                return connect(process, profile, URI.create(line.substring(at).strip()));
            }
        }
        throw new IOException("the browser has ended");
    }

    private static Chromium connect(Process process, Path profile, URI address) throws Exception {
        boolean connected = false;
        try {
            var browser = new Chromium(process, profile, address);
            browser.check();
            connected = true;
            return browser;
        } finally {
            if (!connected) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    /** Fails if it cannot read what we write: one may have a /tmp of its own. */
    private void check() throws Exception {
        Path page = Files.writeString(Files.createTempFile("chromium", ".html"), "hello");
        try {
            if (call("Page.navigate", "{\"url\":\"" + page.toUri() + "\"}").contains("errorText")) {
                throw new IOException("it cannot read " + page);
            }
        } finally {
            Files.delete(page);
        }
    }

    /** Joins the pieces of a message and hands it to the call that waits for it. */
    private final class Answers implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket s, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                String text = message.toString();
                message.setLength(0);
                Matcher id = ID.matcher(text);
                CompletableFuture<String> answer =
                        id.find() ? answers.remove(Integer.valueOf(id.group(1))) : null;
                if (answer != null) {
                    answer.complete(text);
                }
            }
            s.request(1);
            return null;
        }
    }

    private static String field(String json, String name) {
        Matcher m = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!m.find()) {
            throw new IllegalStateException(json);
        }
        return m.group(1);
    }

    String call(String method, String parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(id, answer);
        String to = session.isEmpty() ? "" : ",\"sessionId\":\"" + session + "\"";
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":"
                + parameters + to + "}", true).get(SECONDS, TimeUnit.SECONDS);
        return answer.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Sets the size of the window. */
    void size(int width, int height, boolean touch) throws Exception {
        call("Emulation.setDeviceMetricsOverride", "{\"width\":" + width + ",\"height\":" + height
                + ",\"deviceScaleFactor\":1,\"mobile\":" + touch + "}");
        call("Emulation.setTouchEmulationEnabled", "{\"enabled\":" + touch
                + ",\"maxTouchPoints\":2}");
    }

    void dark(boolean dark) throws Exception {
        call("Emulation.setEmulatedMedia", "{\"features\":[{\"name\":\"prefers-color-scheme\","
                + "\"value\":\"" + (dark ? "dark" : "light") + "\"}]}");
    }

    /** Opens a page of ours and waits until it says that it is ready. */
    void open(Path page, String address) throws Exception {
        call("Page.navigate", "{\"url\":\"about:blank\"}");
        call("Page.navigate", "{\"url\":\"" + page.toUri() + address + "\"}");
        String state = text("""
                new Promise(done => {
                    const look = () => document.documentElement?.dataset.ready
                        ? done(document.documentElement.dataset.ready)
                        : setTimeout(look, 5);
                    look();
                })""");
        if (!state.equals("yes")) {
            throw new IllegalStateException(state + ": "
                    + text("document.getElementById('sentence').textContent"));
        }
    }

    /** Returns what a script expression is, as text; of a promise, its outcome. */
    String text(String script) throws Exception {
        String wrapped = "Promise.resolve(" + script + ").then(v => encodeURIComponent("
                + "typeof v === 'object' ? JSON.stringify(v) : String(v)))";
        String answer = call("Runtime.evaluate", "{\"awaitPromise\":true,\"returnByValue\":true,"
                + "\"expression\":" + Json.of(wrapped) + "}");
        Matcher m = TEXT.matcher(answer);
        if (!answer.contains("\"type\":\"string\"") || !m.find()) {
            throw new IllegalStateException(script + ": " + answer);
        }
        return URLDecoder.decode(m.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    double number(String script) throws Exception {
        return Double.parseDouble(text(script));
    }

    /** Runs statements, then waits until the page has drawn. */
    void run(String script) throws Exception {
        text("(() => {" + script + "})(), new Promise(done => requestAnimationFrame(() => "
                + "requestAnimationFrame(() => done('drawn'))))");
    }

    void click(double x, double y) throws Exception {
        mouse("mouseMoved", x, y, "none", 0);
        mouse("mousePressed", x, y, "left", 1);
        mouse("mouseReleased", x, y, "left", 1);
        run("");
    }

    void drag(double x, double y, double toX, double toY) throws Exception {
        mouse("mousePressed", x, y, "left", 1);
        for (int i = 1; i <= 5; i++) {
            mouse("mouseMoved", x + (toX - x) * i / 5, y + (toY - y) * i / 5, "left", 0);
        }
        mouse("mouseReleased", toX, toY, "left", 1);
        run("");
    }

    private void mouse(String type, double x, double y, String button, int clicks)
            throws Exception {
        call("Input.dispatchMouseEvent", "{\"type\":\"" + type + "\",\"x\":" + x + ",\"y\":" + y
                + ",\"button\":\"" + button + "\",\"buttons\":"
                + (button.equals("left") && !type.equals("mouseReleased") ? 1 : 0)
                + ",\"clickCount\":" + clicks + "}");
    }

    /** Turns the wheel; with the key Ctrl if {@code ctrl}. */
    void wheel(double x, double y, double by, boolean ctrl) throws Exception {
        call("Input.dispatchMouseEvent", "{\"type\":\"mouseWheel\",\"x\":" + x + ",\"y\":" + y
                + ",\"deltaX\":0,\"deltaY\":" + by + ",\"modifiers\":" + (ctrl ? 2 : 0) + "}");
        run("");
    }

    /** Presses a key that has a character, or a name such as ArrowLeft. */
    void key(String key) throws Exception {
        String text = key.length() == 1 ? ",\"text\":" + Json.of(key) : "";
        call("Input.dispatchKeyEvent",
                "{\"type\":\"keyDown\",\"key\":" + Json.of(key) + text + "}");
        call("Input.dispatchKeyEvent", "{\"type\":\"keyUp\",\"key\":" + Json.of(key) + "}");
        run("");
    }

    /** Moves two fingers that are so far apart. */
    void pinch(double x, double y, double apart, double thenApart) throws Exception {
        touch("touchStart", x, y, apart);
        for (int i = 1; i <= 5; i++) {
            touch("touchMove", x, y, apart + (thenApart - apart) * i / 5);
        }
        call("Input.dispatchTouchEvent", "{\"type\":\"touchEnd\",\"touchPoints\":[]}");
        run("");
    }

    private void touch(String type, double x, double y, double apart) throws Exception {
        call("Input.dispatchTouchEvent", "{\"type\":\"" + type + "\",\"touchPoints\":[{\"x\":"
                + (x - apart / 2) + ",\"y\":" + y + ",\"id\":0},{\"x\":" + (x + apart / 2)
                + ",\"y\":" + y + ",\"id\":1}]}");
    }

    /** Writes the upper part of the window as a PNG. */
    void screenshot(Path file, int width, int height) throws Exception {
        String answer = call("Page.captureScreenshot", "{\"format\":\"png\",\"clip\":{\"x\":0,"
                + "\"y\":0,\"scale\":1,\"width\":" + width + ",\"height\":" + height + "}}");
        Files.write(file, Base64.getDecoder().decode(field(answer, "data")));
    }

    void close() throws Exception {
        try {
            socket.abort();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            deleteProfile();
        }
    }

    /** A process of the browser that is about to end may still write: what it writes stays. */
    private void deleteProfile() throws IOException {
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException | UncheckedIOException e) {
            // Left for the system's own cleaning.
        }
    }
}

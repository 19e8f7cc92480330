package dev.jopher.nats;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A NATS server on loopback, built from its Go module into the user's cache. Where there is no Go
 * 1.26 or no network, the tests that need it are skipped, and one line says so.
 */
final class NatsServer implements AutoCloseable {
    static final String VERSION = "v2.15.3";
    private static final Pattern LISTENING =
            Pattern.compile("client connections on 127\\.0\\.0\\.1:(\\d+)\\s");

    /** What {@code go install} says where there is no network, or the proxy has no such module. */
    private static final Pattern OFFLINE = Pattern.compile("dial tcp|no such host|i/o timeout"
            + "|proxyconnect|connection re|TLS handshake|module lookup disabled|EOF|: tls: |x509"
            + "|stream error|read tcp|deadline exceeded|\\b(403|404|407|410|429|50\\d)\\b");

    private static @Nullable Path binary;
    private static @Nullable String missing;

    private final Path directory;
    /** The server takes a free port when it starts first, and the same one later. */
    private int port = -1;
    private final List<String> more;
    private Process process;

    private NatsServer(Path directory, String... more) throws IOException {
        this.directory = directory;
        this.more = List.of(more);
        process = launch();
    }

    /** Starts a server with its files in {@code directory}, or skips the test. */
    static NatsServer start(Path directory, String... more) {
        try {
            executable();
            return new NatsServer(directory, more);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Returns the server's program, which it builds once; skips the test if that fails. */
    static synchronized Path executable() {
        if (binary == null && missing == null) {
            try {
                binary = build();
            } catch (IOException | InterruptedException e) {
                missing = "no test against a NATS server: " + e.getMessage();
                System.err.println(missing);
            }
        }
        Assumptions.assumeTrue(binary != null, String.valueOf(missing));
        return java.util.Objects.requireNonNull(binary);
    }

    private static Path build() throws IOException, InterruptedException {
        String home = System.getenv("XDG_CACHE_HOME");
        Path cache = (home == null || home.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(home))
                .resolve("jopher-tests").resolve("nats-server-" + VERSION);
        Path program = cache.resolve("nats-server");
        if (Files.isExecutable(program)) {
            return program;
        }
        String go = go();
        Files.createDirectories(cache);
        Path bin = Files.createTempDirectory(cache, "build");
        var b = new ProcessBuilder(go, "install",
                "github.com/nats-io/nats-server/v2@" + VERSION).redirectErrorStream(true);
        b.environment().put("GOBIN", bin.toString());
        b.environment().put("GOTOOLCHAIN", "local");
        b.environment().put("GOFLAGS", "-buildvcs=false");
        b.directory(cache.toFile());
        Process p = b.start();
        String output = new String(p.getInputStream().readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        if (p.waitFor() != 0) {
            String why = "go install fails: "
                    + output.lines().reduce((_, last) -> last).orElse("no output");
            if (!OFFLINE.matcher(output).find()) {
                throw new AssertionError(why);
            }
            throw new IOException(why);
        }
        Files.move(bin.resolve("nats-server"), program,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        return program;
    }

    static String go() throws IOException, InterruptedException {
        for (String go : List.of("go", "/usr/local/go/bin/go")) {
            try {
                Process p = new ProcessBuilder(go, "env", "GOVERSION").start();
                String v = new String(p.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8).strip();
                if (p.waitFor() == 0 && v.matches("go1\\.(2[6-9]|[3-9]\\d).*")) {
                    return go;
                }
            } catch (IOException e) {
                // not here
            }
        }
        throw new IOException("no Go 1.26 to build it with");
    }

    String url() {
        return "nats://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(executable().toString(), "-a", "127.0.0.1",
                "-p", Integer.toString(port), "-js", "-sd", directory.toString()));
        command.addAll(more);
        Process p = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(p::destroyForcibly));
        RemoteChannelFixture.until(() -> !p.isAlive() || answers());
        if (!p.isAlive()) {
            throw new IOException("the NATS server has ended: " + log());
        }
        return p;
    }

    private String log() throws IOException {
        return Files.readString(directory.resolve("server.log"));
    }

    private boolean answers() throws IOException {
        if (port < 0) {
            Matcher m = LISTENING.matcher(log());
            if (!m.find()) {
                return false;
            }
            port = Integer.parseInt(m.group(1));
        }
        try (var s = new Socket()) {
            s.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            s.setSoTimeout(5_000); // where nothing listens, a socket may connect to itself
            return s.getInputStream().read() == 'I';
        } catch (IOException e) {
            return false;
        }
    }

    /** Kills it: nothing is written on the way out. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void restart() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}

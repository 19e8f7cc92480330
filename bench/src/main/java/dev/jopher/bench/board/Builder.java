package dev.jopher.bench.board;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/**
 * Makes the two {@link Build}s. Both get a worker that is compiled here, from the working tree's
 * sources: then both do the same work, and rows that are new are compared as well. If the other
 * commit's core has another API, its own worker has to do.
 *
 * <p>The working tree's build is copied first, so that a later build during this run changes
 * nothing.
 */
final class Builder {
    private static final String WORKER = "bench/src/main/java/dev/jopher/bench/";

    private final Setting setting;
    private final Path scratch;
    private String note = "";

    Builder(Setting setting, Path scratch) {
        this.setting = setting;
        this.scratch = scratch;
    }

    /** Returns what the reader has to know of the two builds; or nothing. */
    String note() {
        return note;
    }

    Build ours() throws IOException {
        Path lib = setting.home().resolve("bench/target/lib");
        Path core = Files.copy(jar(lib, "jopher"), Files.createDirectories(scratch.resolve("here"))
                .resolve("core.jar"));
        String failure = compile(setting.home(), core, core.resolveSibling("worker"));
        if (!failure.isEmpty()) {
            throw new IOException("the worker does not compile: " + failure);
        }
        return build("here", setting.home(), setting.runFlags(), core);
    }

    /** Lets the commit's {@code jopher run} build itself, and print its flags. */
    Build theirs(Path home) throws IOException {
        Path core = scratch.resolve("that/core.jar");
        Files.createDirectories(core.getParent());
        List<String> flags = runFlags(home);
        Files.copy(jar(home.resolve("core/target"), "jopher"), core);
        Path worker = core.resolveSibling("worker");
        String failure = compile(setting.home(), core, worker);
        if (!failure.isEmpty()) {
            note = "The rows' bodies are each commit's own, and need not be the same, for the"
                    + " working tree's do not compile there: " + failure;
            String own = compile(home, core, worker);
            if (!own.isEmpty()) {
                throw new IOException("no worker compiles there: " + own);
            }
        }
        return build("that", home, flags, core);
    }

    private Build build(String name, Path home, List<String> flags, Path core) {
        return new Build(name, home, setting.java(), flags,
                core + File.pathSeparator + core.resolveSibling("worker"));
    }

    private List<String> runFlags(Path home) throws IOException {
        Path said = scratch.resolve("flags");
        Path log = scratch.resolve("build.log");
        var command = List.of(home.resolve("jopher").toString(), "run",
                setting.home().resolve("bench/Flags.java").toString());
        Process p = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(said.toFile()).redirectError(log.toFile()).start();
        if (GoBuild.exitCode(p) != 0) {
            throw new IOException("the commit cannot be built:\n" + Files.readString(log));
        }
        List<String> lines = Files.readAllLines(said);
        return lines.subList(1, lines.size());
    }

    /** Finds the jar among those of sources and Javadoc, or of others. */
    private static Path jar(Path dir, String artifact) throws IOException {
        try (Stream<Path> all = Files.list(dir)) {
            return all.filter(p -> p.getFileName().toString()
                    .matches(artifact + "-\\d[^-]*(-SNAPSHOT)?\\.jar")).findFirst()
                    .orElseThrow(() -> new IOException("no jar of " + artifact + " in " + dir));
        }
    }

    /** Compiles the sources of {@code home} for {@code core}; what is wrong, or nothing. */
    private String compile(Path home, Path core, Path out) throws IOException {
        Path annotations = jar(setting.home().resolve("bench/target/lib"), "jspecify");
        var args = new ArrayList<>(List.of("-nowarn", "-proc:none", "-g", "-d", out.toString(),
                "-cp", core + File.pathSeparator + annotations));
        for (String part : List.of("worker", "jopher")) {
            try (Stream<Path> all = Files.list(home.resolve(WORKER + part))) {
                all.map(Path::toString).filter(p -> p.endsWith(".java")).forEach(args::add);
            }
        }
        var errors = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, errors,
                args.toArray(String[]::new));
        return code == 0 ? ""
                : errors.toString(StandardCharsets.UTF_8).lines().limit(1)
                        .collect(Collectors.joining());
    }
}

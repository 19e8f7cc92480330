package dev.jopher.internal.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.jopher.Go;

/** Runs a main method of a test class in its own JVM, which has flags that this one has not. */
public final class OtherJvm {
    private OtherJvm() {}

    /** What it printed; it has to exit with 0. */
    public static String run(Class<?> main, List<String> flags, String... args)
            throws IOException, InterruptedException {
        return run(Path.of(""), main, flags, args);
    }

    /** Does the same in that folder. */
    public static String run(Path folder, Class<?> main, List<String> flags, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED", "-cp", classPath(main)));
        command.addAll(flags);
        command.add(main.getName());
        command.addAll(List.of(args));
        Process p = new ProcessBuilder(command).redirectErrorStream(true)
                .directory(folder.toAbsolutePath().toFile()).start();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(p.waitFor()).as(out).isZero();
        return out;
    }

    /** The class path of its JVM; flags may give it another one. */
    public static String classPath(Class<?> main) throws IOException {
        // in a module, a test class seems to lie where the module lies
        String file = main.getName().replaceFirst(".*\\.", "") + ".class";
        Path folder = Path.of(URI.create(String.valueOf(main.getResource(file)))).toRealPath();
        for (int i = 0; i < main.getName().split("\\.").length; i++) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        return String.join(File.pathSeparator, folder.toString(), place(Go.class),
                place(org.assertj.core.api.Assertions.class),
                place(org.awaitility.Awaitility.class), place(org.hamcrest.Matcher.class));
    }

    private static String place(Class<?> c) {
        return Path.of(URI.create(c.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}

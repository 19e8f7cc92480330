package dev.jopher.dist;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The archive of the command, unpacked, on a machine that has a JDK and the tools of a shell, and
 * no Maven.
 *
 * @param home the folder that the archive holds
 * @param temporary for everything else
 * @param java the variable of the environment that names the JDK, if it needs one
 */
record Archive(Path home, Path temporary, Map<String, String> java) {
    /** For an archive that brings no Java of its own. */
    static final Map<String, String> OUR_JDK =
            Map.of("JAVA25_HOME", System.getProperty("java.home"));

    private static final List<String> TOOLS = List.of("sh", "find", "mkdir", "mv", "rm", "rmdir",
            "sleep", "readlink", "wc", "bash");

    /** What a process has done. */
    record Result(int exitCode, String out, String err) {}

    /** Unpacks it, with the permissions and the times that it holds, as unzip does. */
    static Archive unpack(Path zip, Path into, Path temporary, Map<String, String> java)
            throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(zip,
                Map.of("enablePosixFileAttributes", true))) {
            Path root = files.getPath("/");
            try (Stream<Path> all = Files.walk(root)) {
                for (Path file : all.toList()) {
                    Path target = into.resolve(root.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                        Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(file));
                    }
                }
            }
        }
        try (Stream<Path> homes = Files.list(into)) {
            Archive archive = new Archive(homes.findFirst().orElseThrow(), temporary, java);
            archive.linkTools();
            return archive;
        }
    }

    private void linkTools() throws IOException {
        Path bin = Files.createDirectories(temporary.resolve("tools"));
        for (String tool : TOOLS) {
            for (String folder : System.getenv("PATH").split(":")) {
                Path path = Path.of(folder, tool);
                if (Files.isExecutable(path) && Files.notExists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), path);
                }
            }
        }
    }

    /** Runs {@code bin/jopher} with these words. */
    Result jopher(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/jopher").toString()));
        command.addAll(List.of(words));
        return run(command);
    }

    Result run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(temporary, "out", "");
        Path err = Files.createTempFile(temporary, "err", "");
        Process process = builder(command).redirectOutput(out.toFile())
                .redirectError(err.toFile()).start();
        process.getOutputStream().close();
        int exitCode = process.waitFor();
        return new Result(exitCode, Files.readString(out), Files.readString(err));
    }

    /** Starts {@code jopher run} and returns while the program runs. */
    Process start(String program) throws IOException {
        return builder(List.of(home.resolve("bin/jopher").toString(), "run", program))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of(
                "PATH", temporary.resolve("tools").toString(),
                "HOME", temporary.toString()));
        builder.environment().putAll(java);
        return builder;
    }

    /** Returns the permissions of a file, as {@code ls} prints them. */
    String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file)));
    }
}

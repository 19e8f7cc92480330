package dev.jopher.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** A copy of what the script {@code jopher} needs, for tests that build, move and break it. */
record Checkout(Path home) {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> NEEDED =
            List.of("jopher", "lib", "pom.xml", "LICENSE", ".mvn", ".config", "core/src/main",
                    "race/src/main", "explore/src/main", "trace/src/main",
                    "cli/src/main");

    /** As after a clone. */
    static Checkout fresh(Path home) throws IOException {
        for (String name : NEEDED) {
            copy(REPOSITORY.resolve(name), home.resolve(name));
        }
        try (Stream<Path> files = Files.walk(REPOSITORY, 2)) {
            for (Path module : files.filter(f -> !f.equals(REPOSITORY))
                    .filter(f -> Files.exists(f.resolve("pom.xml"))).toList()) {
                Path target = home.resolve(REPOSITORY.relativize(module));
                Files.createDirectories(target);
                copy(module.resolve("pom.xml"), target.resolve("pom.xml"));
            }
        }
        return new Checkout(home);
    }

    /** As after {@code mvn verify}. */
    static Checkout built(Path home) throws IOException {
        Checkout checkout = fresh(home);
        checkout.putJar();
        return checkout;
    }

    /** The jars of this build, as if they were made now. */
    void putJar() throws IOException {
        for (Path jar : List.of(jar(), raceJar(), exploreJar())) {
            Files.createDirectories(jar.getParent());
            Files.copy(REPOSITORY.resolve(home.relativize(jar)), jar,
                    StandardCopyOption.REPLACE_EXISTING);
            touch(jar);
        }
    }

    Path jar() {
        return home.resolve("cli/target/jopher-cli.jar");
    }

    Path raceJar() {
        return home.resolve("race/target/jopher-race.jar");
    }

    Path exploreJar() {
        return home.resolve("explore/target/jopher-explore.jar");
    }

    Path script() {
        return home.resolve("jopher");
    }

    /** Runs {@code jopher run} with more words. */
    Shell.Result run(Shell shell, String... words) throws IOException, InterruptedException {
        List<Object> command = new ArrayList<>(List.of(script(), "run"));
        command.addAll(List.of(words));
        return shell.run(command.toArray());
    }

    /** The names of the installed versions. */
    List<String> versions() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(".jopher"))) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.startsWith("v"))
                    .toList();
        }
    }

    String current() throws IOException {
        return Files.readString(home.resolve(".jopher/current")).strip();
    }

    /** Makes a change that only times show. */
    void touch(String name) throws IOException {
        touch(home.resolve(name));
    }

    private static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    }

    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes a)
                    throws IOException {
                Files.createDirectories(target(directory));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
                Files.createDirectories(target(file).getParent());
                Files.copy(file, target(file), StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }

            /** Copies the time: a directory newer than the build means that a file has gone. */
            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
                    throws IOException {
                Files.setLastModifiedTime(target(directory),
                        Files.getLastModifiedTime(directory));
                return super.postVisitDirectory(directory, e);
            }

            private Path target(Path file) {
                return to.resolve(from.relativize(file).toString());
            }
        });
    }
}

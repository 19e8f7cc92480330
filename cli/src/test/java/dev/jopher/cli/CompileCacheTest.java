package dev.jopher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCacheTest {
    @TempDir
    Path temporary;

    private Path directory;
    private ProgramDirectory programs;
    private CompileCache cache;

    @BeforeEach
    void setUp() {
        directory = temporary.resolve("cache/jopher");
        programs = new ProgramDirectory(temporary.resolve("src"));
        cache = new CompileCache(directory, "tools 1");
        programs.write("Main.java", "void main() { Near.hello(); }");
        programs.write("Near.java", "class Near { static void hello() {} }");
    }

    private CompiledProgram compileAndStore() throws CompilationFailedException {
        CompiledProgram program = programs.compile("Main.java");
        cache.store(programs.source("Main.java"), ClassPath.EMPTY, program);
        return program;
    }

    private boolean isHit() {
        return cache.find(programs.source("Main.java"), ClassPath.EMPTY) != null;
    }

    @Test
    void anUnchangedProgramIsFoundAsItWas() throws Exception {
        assertThat(isHit()).isFalse();
        CompiledProgram stored = compileAndStore();

        CompiledProgram found = Objects
                .requireNonNull(cache.find(programs.source("Main.java"), ClassPath.EMPTY));

        assertThat(found.typeNames()).isEqualTo(stored.typeNames());
        assertThat(found.root()).isEqualTo(stored.root());
        assertThat(found.messages()).isEqualTo(stored.messages());
        assertThat(found.classes()).containsOnlyKeys("Main", "Near");
        assertThat(found.classes().get("Near")).isEqualTo(stored.classes().get("Near"));
    }

    @Test
    void aChangedMainSourceIsCompiledAgain() throws Exception {
        compileAndStore();
        programs.write("Main.java", "void main() { Near.hello(); Near.hello(); }");

        assertThat(isHit()).isFalse();
    }

    @Test
    void changedSiblingIsRecompiledDespiteEqualTime() throws Exception {
        compileAndStore();
        Path sibling = temporary.resolve("src/Near.java");
        FileTime time = Files.getLastModifiedTime(sibling);
        programs.write("Near.java", "class Near { static void hallo() {} }");
        Files.setLastModifiedTime(sibling, time);

        assertThat(isHit()).isFalse();
    }

    @Test
    void aSiblingThatIsGoneCounts() throws Exception {
        compileAndStore();
        Files.delete(temporary.resolve("src/Near.java"));

        assertThat(isHit()).isFalse();
    }

    @Test
    void aNewSiblingCountsForItMayHideAClass() throws Exception {
        compileAndStore();
        programs.write("String.java", "class String {}");

        assertThat(isHit()).isFalse();
    }

    @Test
    void aChangedSiblingThatTheProgramDoesNotReferToDoesNotCount() throws Exception {
        programs.write("Stranger.java", "class Stranger { nonsense }");
        compileAndStore();
        programs.write("Stranger.java", "class Stranger {}");

        assertThat(isHit()).isTrue();
    }

    @Test
    void anotherLibraryOrCompilerCounts() throws Exception {
        compileAndStore();
        CompileCache other = new CompileCache(directory, "tools 2");

        assertThat(other.find(programs.source("Main.java"), ClassPath.EMPTY)).isNull();
    }

    @Test
    void aChangedJarCounts() throws Exception {
        Path jar = jar("lib.jar", new Manifest());
        ClassPath classPath = ClassPath.of(jar.toString());
        Source source = programs.source("Main.java");
        cache.store(source, classPath, programs.compile("Main.java"));
        assertThat(cache.find(source, classPath)).isNotNull();

        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));

        assertThat(cache.find(source, classPath)).isNull();
    }

    @Test
    void aClassPathThatCannotBeWatchedIsNotTrusted() throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "other.jar");
        ClassPath more = ClassPath.of(jar("more.jar", manifest).toString());
        ClassPath folder = ClassPath.of(temporary.toString());
        Source source = programs.source("Main.java");

        cache.store(source, more, programs.compile("Main.java"));
        cache.store(source, folder, programs.compile("Main.java"));

        assertThat(cache.find(source, more)).isNull();
        assertThat(cache.find(source, folder)).isNull();
    }

    private Path jar(String name, Manifest manifest) throws IOException {
        Path jar = temporary.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.finish();
        }
        return jar;
    }

    @Test
    void aDamagedEntryIsAMissAndIsReplaced() throws Exception {
        compileAndStore();
        for (Path entry : entries()) {
            byte[] bytes = Files.readAllBytes(entry);
            bytes[bytes.length / 2] ^= 1;
            Files.write(entry, bytes);
        }
        assertThat(isHit()).isFalse();

        compileAndStore();
        assertThat(isHit()).isTrue();
    }

    @Test
    void anEmptyEntryIsAMiss() throws Exception {
        compileAndStore();
        for (Path entry : entries()) {
            Files.write(entry, new byte[0]);
        }

        assertThat(isHit()).isFalse();
    }

    @Test
    void aChangedProgramTakesThePlaceOfTheOldOne() throws Exception {
        compileAndStore();
        programs.write("Main.java", "void main() { }");
        compileAndStore();

        assertThat(entries()).hasSize(1);
    }

    @Test
    void leastRecentlyUsedEntryIsRemovedFirst() throws Exception {
        compileAndStore();
        Path newest = entries().getFirst();
        for (int i = 0; i < 300; i++) {
            Path old = Files.createFile(directory.resolve("old" + i + ".program"));
            Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000L + i));
        }
        compileAndStore();

        assertThat(entries()).hasSize(256)
                .contains(newest)
                .contains(directory.resolve("old299.program"))
                .doesNotContain(directory.resolve("old0.program"));
    }

    @Test
    void onlyTheUserMayReadIt() throws Exception {
        compileAndStore();

        assertThat(Files.getPosixFilePermissions(directory).toString())
                .doesNotContain("GROUP", "OTHERS");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsNoCache() throws Exception {
        Files.writeString(temporary.resolve("cache"), "a file");
        compileAndStore();

        assertThat(isHit()).isFalse();
    }

    @Test
    void withoutADirectoryNothingIsKept() throws Exception {
        cache = new CompileCache(null, "tools 1");
        compileAndStore();

        assertThat(isHit()).isFalse();
    }

    @Test
    void whereItIsSaysTheEnvironment() {
        assertThat(CompileCache.directory(Map.of("HOME", "/h"))).hasToString("/h/.cache/jopher");
        assertThat(CompileCache.directory(Map.of("HOME", "/h", "XDG_CACHE_HOME", "/x")))
                .hasToString("/x/jopher");
        assertThat(CompileCache.directory(Map.of("HOME", "/h", "XDG_CACHE_HOME", "relative")))
                .hasToString("/h/.cache/jopher");
        assertThat(CompileCache.directory(Map.of("HOME", "/h", "JOPHER_CACHE", "off"))).isNull();
        assertThat(CompileCache.directory(Map.of())).isNull();
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}

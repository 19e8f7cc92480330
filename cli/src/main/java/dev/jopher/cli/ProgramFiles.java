package dev.jopher.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

import org.jspecify.annotations.Nullable;

/**
 * The files that javac sees: class files go to memory, and what does not concern the program is
 * hidden.
 */
final class ProgramFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    /** In our jar, but no more visible than the module {@code dev.jopher} makes it. */
    private static final List<String> HIDDEN = List.of("dev.jopher.internal", "dev.jopher.cli",
            "dev.jopher.race.internal", "dev.jopher.explore.internal");

    private final Map<String, byte[]> classes = new HashMap<>();
    private final Map<Path, List<String>> listings = new HashMap<>();
    private @Nullable Path root;

    ProgramFiles(StandardJavaFileManager files) throws IOException {
        super(files);
        // Without a source path javac would look for sources on the class path.
        files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
    }

    /** Sets the directory where the packages of the program's own sources begin. */
    void setRoot(Path root) throws IOException {
        this.root = root;
        fileManager.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(root));
    }

    /** Opens a source file to be compiled. */
    JavaFileObject open(Path source) {
        return fileManager.getJavaFileObjects(source).iterator().next();
    }

    @Nullable Path root() {
        return root;
    }

    /** Returns the class files written so far. */
    Map<String, byte[]> classes() {
        return classes;
    }

    /**
     * Returns the directories that were searched for siblings, and the sources that were there.
     */
    Map<Path, List<String>> listings() {
        return listings;
    }

    @Override
    public Iterable<JavaFileObject> list(Location location, String packageName, Set<Kind> kinds,
            boolean recurse) throws IOException {
        if (location == StandardLocation.CLASS_PATH && isHidden(packageName)) {
            return List.of();
        }
        if (location == StandardLocation.SOURCE_PATH && root != null) {
            Path directory = root.resolve(packageName.replace('.', '/'));
            listings.computeIfAbsent(directory, SourceLookup::list);
        }
        return super.list(location, packageName, kinds, recurse);
    }

    private static boolean isHidden(String packageName) {
        for (String hidden : HIDDEN) {
            if (packageName.startsWith(hidden)
                    && (packageName.length() == hidden.length()
                            || packageName.charAt(hidden.length()) == '.')) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns no modules: a program is none, and {@code dev.jopher} is there without a {@code
     * requires}.
     */
    @Override
    public @Nullable JavaFileObject getJavaFileForInput(Location location, String className,
            Kind kind) throws IOException {
        return location == StandardLocation.SOURCE_PATH && className.equals("module-info")
                ? null
                : super.getJavaFileForInput(location, className, kind);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String className, Kind kind,
            FileObject sibling) {
        URI uri = URI.create("memory:///" + className.replace('.', '/') + kind.extension);
        return new SimpleJavaFileObject(uri, kind) {
            @Override
            public OutputStream openOutputStream() {
                return new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        classes.put(className, toByteArray());
                    }
                };
            }
        };
    }

    /**
     * Returns false. No file is a module's; javac asks about the main source, which no location
     * lists.
     */
    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
        return file instanceof MainSourceFile || super.contains(location, file);
    }
}

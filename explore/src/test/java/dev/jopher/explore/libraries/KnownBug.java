package dev.jopher.explore.libraries;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import dev.jopher.explore.ExploreOptions;

/**
 * A bug of a library that its project has described and corrected.
 *
 * @param issue of the project, on GitHub
 * @param artifact as its jar is named
 * @param buggy the last release with the bug
 * @param fixed the first one without it
 * @param program a class of the resources "libraries", and one of its methods
 * @param others what the library needs
 */
record KnownBug(String issue, String artifact, String buggy, String fixed, String program,
        List<String> others) {
    /** Where the build copies the jars to; null if another tool than Maven runs the tests. */
    static final String JARS = System.getProperty("jopher.libraries");

    private static final List<KnownBug> ALL = List.of(
            new KnownBug("ReactiveX/RxJava#6501", "rxjava", "2.2.9", "2.2.10",
                    "SharedSource.publish", List.of("reactive-streams-1.0.3")),
            new KnownBug("ReactiveX/RxJava#6185", "rxjava", "2.2.1", "2.2.2",
                    "SharedSource.replay", List.of("reactive-streams-1.0.3")),
            new KnownBug("JCTools/JCTools#205", "jctools-core", "2.1.1", "2.1.2", "Maps.anyKey",
                    List.of()),
            new KnownBug("JCTools/JCTools#319", "jctools-core", "3.1.0", "3.2.0", "Maps.longKey",
                    List.of()));

    static List<KnownBug> all() {
        return ALL;
    }

    /** The program with one release of the library, ready to be explored. */
    interface Release {
        void explore(ExploreOptions options) throws Throwable;
    }

    Release withBug() throws Exception {
        return release(buggy);
    }

    Release corrected() throws Exception {
        return release(fixed);
    }

    /** Compiles the program against a release, and loads both. */
    private Release release(String version) throws Exception {
        List<Path> jars = Stream.concat(Stream.of(artifact + '-' + version), others.stream())
                .map(name -> Path.of(JARS, name + ".jar")).toList();
        String[] name = program.split("\\.");
        Path classes = Files.createTempDirectory("jopher-libraries");
        compile(name[0], jars, classes);
        URL[] urls = Stream.concat(Stream.of(classes), jars.stream()).map(KnownBug::url)
                .toArray(URL[]::new);
        Method method = new URLClassLoader(urls, KnownBug.class.getClassLoader())
                .loadClass(name[0]).getDeclaredMethod(name[1], ExploreOptions.class);
        method.setAccessible(true);
        return options -> {
            try {
                method.invoke(null, options);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
    }

    private static void compile(String program, List<Path> jars, Path to) {
        String path =
                Stream.concat(jars.stream(), Stream.of(System.getProperty("jopher.explore.jar")))
                        .map(Object::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        URI source = URI.create(Objects
                .requireNonNull(KnownBug.class.getResource("/libraries/" + program + ".java"))
                .toString());
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        if (javac.run(null, null, null, "-g", "-proc:none", "-nowarn", "-d", to.toString(), "-cp",
                path, Path.of(source).toString()) != 0) {
            throw new IllegalStateException(program + " does not compile");
        }
    }

    private static URL url(Path p) {
        try {
            return p.toUri().toURL();
        } catch (java.net.MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public String toString() {
        return issue;
    }
}

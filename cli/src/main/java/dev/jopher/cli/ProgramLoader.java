package dev.jopher.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Loads the classes that were compiled in memory. As with Java's source launcher they go before
 * those of the class path, and files next to the sources are resources.
 */
final class ProgramLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> classes;
    private final @Nullable Path root;
    private final OnDemandCompiler late;
    private final ProtectionDomain domain;

    /**
     * Creates a loader.
     *
     * @param parent has the library and the class path
     * @param late compiles a sibling that only its name refers to
     */
    ProgramLoader(CompiledProgram program, Source source, ClassLoader parent,
            OnDemandCompiler late) {
        super(parent);
        this.classes = program.classes();
        this.root = program.root();
        this.late = late;
        this.domain = new ProtectionDomain(
                new CodeSource(url(source.path().toUri()), (Certificate[]) null), null, this, null);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!classes.containsKey(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            bytes = late.compile(name);
        }
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length, domain);
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> urls = new ArrayList<>();
        URL own = findResource(name);
        if (own != null) {
            urls.add(own);
        }
        urls.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(urls);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        byte[] bytes = name.endsWith(".class") ? classes.get(className(name)) : null;
        if (bytes != null) {
            return memoryUrl(name, bytes);
        }
        Path file = fileBesideSources(name);
        return file == null ? null : url(file.toUri());
    }

    private static String className(String resource) {
        return resource.substring(0, resource.length() - ".class".length()).replace('/', '.');
    }

    private @Nullable Path fileBesideSources(String name) {
        if (root == null) {
            return null;
        }
        try {
            Path file = root.resolve(name).normalize();
            return file.startsWith(root) && Files.exists(file) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static URL memoryUrl(String name, byte[] bytes) {
        try {
            return URL.of(URI.create("memory:///" + name), new MemoryHandler(bytes));
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final class MemoryHandler extends URLStreamHandler {
        private final byte[] bytes;

        MemoryHandler(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(bytes);
                }

                @Override
                public long getContentLengthLong() {
                    return bytes.length;
                }
            };
        }
    }
}

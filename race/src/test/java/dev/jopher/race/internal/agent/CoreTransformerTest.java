package dev.jopher.race.internal.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.jopher.Channel;
import dev.jopher.internal.base.RaceEvents;
import dev.jopher.race.internal.sync.CoreEvents;
import org.junit.jupiter.api.Test;

/** Transforms all of Jopher's classes. That they work afterwards, the litmus programs show. */
class CoreTransformerTest {
    private static final String RAW = "dev/jopher/race/internal/raw/";

    @Test
    void eachEventHasItsBody() throws NoSuchMethodException {
        for (Method event : RaceEvents.class.getDeclaredMethods()) {
            Method body = CoreEvents.class.getMethod(event.getName(), event.getParameterTypes());
            assertThat(body.getReturnType()).isEqualTo(event.getReturnType());
        }
    }

    @Test
    void noInstrumentedAtomicIsLeft() throws Exception {
        List<String> left = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        int raw = 0;
        for (Map.Entry<String, byte[]> c : core().entrySet()) {
            byte[] bytes = CoreTransformer.transform(c.getKey(), c.getValue());
            ClassModel model = ClassFile.of().parse(bytes == null ? c.getValue() : bytes);
            for (var e : model.constantPool()) {
                if (e instanceof ClassEntry t && t.asInternalName()
                        .startsWith("java/util/concurrent/atomic/")) {
                    left.add(c.getKey() + " " + t.asInternalName());
                } else
                    if (e instanceof MethodRefEntry m
                            && m.owner().asInternalName().startsWith(RAW)) {
                                raw++;
                                if (!exists(m)) {
                                    missing.add(c.getKey() + " " + m.owner().asInternalName() + "."
                                            + m.name() + m.type());
                                }
                            }
            }
        }
        assertThat(left).isEmpty();
        assertThat(missing).isEmpty();
        assertThat(raw).isGreaterThan(20);
    }

    @Test
    void transformedClassesAreValid() throws Exception {
        ClassFile verifier = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofClassLoading(getClass().getClassLoader())));
        int changed = 0;
        for (Map.Entry<String, byte[]> c : core().entrySet()) {
            byte[] bytes = CoreTransformer.transform(c.getKey(), c.getValue());
            if (bytes != null) {
                changed++;
                assertThat(verifier.verify(bytes)).as(c.getKey()).isEmpty();
            }
        }
        assertThat(changed).isGreaterThan(20);
    }

    private static boolean exists(MethodRefEntry m) throws ClassNotFoundException {
        Class<?> owner = Class.forName(m.owner().asInternalName().replace('/', '.'));
        int parameters = m.typeSymbol().parameterCount();
        return m.name().equalsString("<init>")
                ? Arrays.stream(owner.getDeclaredConstructors())
                        .anyMatch(c -> c.getParameterCount() == parameters)
                : Arrays.stream(owner.getMethods())
                        .anyMatch(o -> m.name().equalsString(o.getName())
                                && m.typeSymbol().descriptorString()
                                        .equals(descriptor(o)));
    }

    private static String descriptor(Method m) {
        return java.lang.invoke.MethodType.methodType(m.getReturnType(), m.getParameterTypes())
                .descriptorString();
    }

    /** Returns the classes of the core, by internal name. */
    private static Map<String, byte[]> core() throws Exception {
        Path place = Path.of(
                Channel.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return classesIn(place);
        }
        try (FileSystem jar =
                FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
            return classesIn(jar.getPath("/"));
        }
    }

    private static Map<String, byte[]> classesIn(Path root) throws IOException {
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root.resolve("dev/jopher"))) {
            for (Path p : all.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = root.relativize(p).toString().replace('\\', '/');
                classes.put(name.substring(0, name.length() - ".class".length()),
                        Files.readAllBytes(p));
            }
        }
        return classes;
    }
}

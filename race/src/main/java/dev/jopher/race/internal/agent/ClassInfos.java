package dev.jopher.race.internal.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The classes that a class loader sees, found by reading their bytes. Never loads a class: the JVM
 * would not show it to the transformers, because one of them is running.
 */
public final class ClassInfos {
    private static final Map<ClassLoader, ClassInfos> ALL = new WeakHashMap<>();
    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

    /** Refers weakly to its key, so that the map does not keep it. */
    private final WeakReference<ClassLoader> loader;
    private final Map<String, Optional<ClassInfo>> known = new ConcurrentHashMap<>();

    private ClassInfos(ClassLoader loader) {
        this.loader = new WeakReference<>(loader);
    }

    public static ClassInfos of(ClassLoader loader) {
        synchronized (ALL) {
            return ALL.computeIfAbsent(loader, ClassInfos::new);
        }
    }

    /** Remembers a class that is being loaded: its bytes need not come from a file. */
    public ClassInfo add(ClassModel model) {
        ClassInfo info = ClassInfo.of(model, false);
        known.put(info.name(), Optional.of(info));
        return info;
    }

    /** Remembers that a class is as it was: it counts as one of the JDK, without shadow words. */
    void addUntransformed(ClassModel model) {
        ClassInfo info = ClassInfo.of(model, true);
        known.put(info.name(), Optional.of(info));
    }

    /** Returns the class with an internal name, or null if its bytes cannot be found. */
    public @Nullable ClassInfo find(String name) {
        Optional<ClassInfo> info = known.get(name);
        if (info == null) {
            info = Optional.ofNullable(read(name));
            known.put(name, info);
        }
        return info.orElse(null);
    }

    private @Nullable ClassInfo read(String name) {
        String file = name + ".class";
        ClassLoader from = loader.get();
        if (from == null) {
            return null;
        }
        boolean jdk = name.startsWith("java/") || PLATFORM.getResource(file) != null;
        URL place = jdk ? null : from.getResource(file);
        boolean plain = jdk || isInJdk(place) || CoreSource.hasFile(from, name, place);
        try (InputStream in = (jdk ? PLATFORM : from).getResourceAsStream(file)) {
            return in == null ? null : ClassInfo.of(ClassFile.of().parse(in.readAllBytes()), plain);
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    /** Some modules of the JDK belong to the class loader of the program. */
    private static boolean isInJdk(@Nullable URL file) {
        return file != null && file.getProtocol().equals("jrt");
    }

    /**
     * Returns what the class-file API asks for when it computes a stack map. Of a class that cannot
     * be found nothing is known; then a class at run time would not be found either.
     */
    public ClassHierarchyInfo hierarchy(ClassDesc type) {
        String d = type.descriptorString();
        ClassInfo info = find(d.substring(1, d.length() - 1));
        if (info == null) {
            return ClassHierarchyInfo.ofInterface();
        }
        return info.isInterface()
                ? ClassHierarchyInfo.ofInterface()
                : ClassHierarchyInfo.ofClass(info.superclass() == null
                        ? null
                        : ClassDesc.ofInternalName(info.superclass()));
    }
}

package dev.jopher.api;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** What programs can name in the packages of a module, as text: a line for each type and member. */
final class ApiSurface {
    private final Path module;
    private final List<String> packages;

    /**
     * @param module the folder of a module that has been compiled
     * @param packages names of the packages that it exports
     */
    ApiSurface(Path module, List<String> packages) {
        this.module = module;
        this.packages = packages;
    }

    String text() throws IOException, ClassNotFoundException {
        StringBuilder text = new StringBuilder();
        try (URLClassLoader loader = loader()) {
            for (String name : names()) {
                Class<?> c = Class.forName(name, false, loader);
                if (isVisible(c)) {
                    text.append('\n').append(declaration(c)).append('\n');
                    new TreeSet<>(members(c))
                            .forEach(m -> text.append("  ").append(m).append('\n'));
                }
            }
        }
        return text.toString();
    }

    private URLClassLoader loader() throws MalformedURLException {
        return new URLClassLoader(new URL[] {classes().toUri().toURL()},
                ApiSurface.class.getClassLoader());
    }

    private Path classes() {
        return module.resolve("target/classes");
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        for (String p : packages) {
            try (Stream<Path> files = Files.list(classes().resolve(p.replace('.', '/')))) {
                files.map(f -> String.valueOf(f.getFileName()))
                        .filter(f -> f.endsWith(".class") && !f.equals("package-info.class"))
                        .map(f -> p + "." + f.substring(0, f.length() - ".class".length()))
                        .forEach(names::add);
            }
        }
        names.sort(null);
        return names;
    }

    /** Whether programs can name it: it and the classes around it are public. */
    private static boolean isVisible(Class<?> c) {
        Class<?> outer = c.getEnclosingClass();
        boolean local = c.isLocalClass() || c.isAnonymousClass();
        return isVisible(c.getModifiers()) && !local && (outer == null || isVisible(outer));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String declaration(Class<?> c) {
        StringBuilder text = new StringBuilder(c.toGenericString());
        AnnotatedType parent = c.getAnnotatedSuperclass();
        if (parent != null && isVisible(superclass(c).getModifiers())
                && superclass(c) != Object.class) {
            text.append(" extends ").append(text(parent));
        }
        List<String> interfaces = Arrays.stream(c.getAnnotatedInterfaces()).map(ApiSurface::text)
                .sorted().toList();
        if (!interfaces.isEmpty()) {
            text.append(c.isInterface() ? " extends " : " implements ")
                    .append(String.join(", ", interfaces));
        }
        return text.toString();
    }

    private static Class<?> superclass(Class<?> c) {
        Class<?> s = c.getSuperclass();
        return s == null ? Object.class : s;
    }

    /** Those of the class, and of parents that programs cannot name. */
    private static List<String> members(Class<?> c) {
        List<String> all = new ArrayList<>();
        for (Class<?> k = c; k == c || !isVisible(k.getModifiers()); k = superclass(k)) {
            for (Field f : k.getDeclaredFields()) {
                if (isVisible(f.getModifiers())) {
                    all.add(Modifier.toString(f.getModifiers()) + " " + text(f.getAnnotatedType())
                            + " " + f.getName());
                }
            }
            for (Method m : k.getDeclaredMethods()) {
                if (isVisible(m.getModifiers()) && !m.isSynthetic()) {
                    all.add(modifiers(m) + variables(m.getTypeParameters())
                            + text(m.getAnnotatedReturnType()) + " " + m.getName()
                            + parameters(m));
                }
            }
            for (Constructor<?> m : k.getDeclaredConstructors()) {
                if (k == c && isVisible(m.getModifiers()) && !m.isSynthetic()) {
                    all.add(modifiers(m) + variables(m.getTypeParameters()) + "new"
                            + parameters(m));
                }
            }
        }
        return all;
    }

    private static String modifiers(Executable m) {
        int mask =
                m instanceof Method ? Modifier.methodModifiers() : Modifier.constructorModifiers();
        String text = Modifier.toString(m.getModifiers() & mask & ~Modifier.SYNCHRONIZED) + " ";
        return m instanceof Method d && d.isDefault() ? text + "default " : text;
    }

    private static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0 ? ""
                : Arrays.stream(variables).map(ApiSurface::variable)
                        .collect(Collectors.joining(", ", "<", "> "));
    }

    private static String variable(TypeVariable<?> v) {
        String bounds = Arrays.stream(v.getAnnotatedBounds()).map(ApiSurface::text)
                .collect(Collectors.joining(" & "));
        return bounds.equals("java.lang.Object") ? v.getName() : v.getName() + " extends " + bounds;
    }

    private static String parameters(Executable m) {
        String text = Arrays.stream(m.getAnnotatedParameterTypes()).map(ApiSurface::text)
                .collect(Collectors.joining(", ", "(", ")"));
        if (m.isVarArgs()) {
            text = text.replaceFirst("\\[\\]\\)$", "...)");
        }
        return m.getExceptionTypes().length == 0 ? text
                : text + Arrays.stream(m.getAnnotatedExceptionTypes()).map(ApiSurface::text)
                        .collect(Collectors.joining(", ", " throws ", ""));
    }

    private static String text(@Nullable AnnotatedType type) {
        return String.valueOf(type).replaceAll("@org\\.jspecify\\.annotations\\.(\\w+)(\\(\\))?",
                "@$1");
    }
}

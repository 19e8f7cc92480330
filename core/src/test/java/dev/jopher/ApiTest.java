package dev.jopher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The public surface of the exported packages is what {@code core/api/jopher.api} says. */
class ApiTest {
    private static final List<String> EXPORTED = List.of("dev.jopher", "dev.jopher.sync");
    private static final Path FILE =
            Path.of(System.getProperty("basedir", "core"), "api", "jopher.api");

    private static final String UPDATE =
            "mvn -pl core test -Dtest=ApiTest -Djopher.api.update=true";

    @Test
    void publicSurfaceIsTheOneThatIsCheckedIn() throws Exception {
        String now = surface();
        if (Boolean.getBoolean("jopher.api.update")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, now);
        }
        String difference = difference(Files.readString(FILE), now);
        assertThat(difference)
                .as("the public surface; if the change is meant, say so in CHANGELOG.md and run: %s",
                        UPDATE)
                .isEmpty();
    }

    @Test
    void surfaceShowsWhatACallerDependsOn() throws Exception {
        assertThat(surface()).contains(
                "public final class dev.jopher.Channel<T>", "  public @Nullable T receive()\n",
                "  public static int select(", " throws java.lang.Exception\n",
                "  public static final dev.jopher.DumpOption ALL_FRAMES\n")
                .doesNotContain("ChannelState", "MutexState", "dev.jopher.Goroutine\n");
    }

    /** The lines that went, with -, and those that came, with +, each with its type. */
    private static String difference(String before, String after) {
        TreeSet<String> gone = qualified(before);
        TreeSet<String> come = qualified(after);
        Stream<String> both = Stream.concat(
                gone.stream().filter(l -> !come.contains(l)).map(l -> "- " + l),
                come.stream().filter(l -> !gone.contains(l)).map(l -> "+ " + l));
        return both.collect(Collectors.joining("\n"));
    }

    private static TreeSet<String> qualified(String surface) {
        TreeSet<String> lines = new TreeSet<>();
        String type = "";
        for (String line : surface.lines().toList()) {
            type = line.startsWith("  ") ? type : line;
            lines.add(type.equals(line) ? line : type + ":" + line);
        }
        return lines;
    }

    @Test
    void differenceNamesTheLinesThatChanged() {
        assertThat(difference("class A\n  int f\n  int g\n", "class A\n  int g\n  long f\n"))
                .isEqualTo("- class A:  int f\n+ class A:  long f");
    }

    // ---- the surface ----------------------------------------------------------------------------

    private static String surface() throws Exception {
        URI root = Unit.class.getProtectionDomain().getCodeSource().getLocation().toURI();
        StringBuilder text = new StringBuilder("# The public API. Made by: " + UPDATE + "\n");
        for (String name : names(Path.of(root))) {
            Class<?> c = Class.forName(name, false, Unit.class.getClassLoader());
            if (isVisible(c)) {
                text.append('\n').append(declaration(c)).append('\n');
                new TreeSet<>(members(c)).forEach(m -> text.append("  ").append(m).append('\n'));
            }
        }
        return text.toString();
    }

    private static List<String> names(Path root) throws IOException {
        List<String> names = new ArrayList<>();
        for (String p : EXPORTED) {
            Path folder = root.resolve(p.replace('.', '/'));
            try (Stream<Path> files = Files.list(folder)) {
                files.map(f -> String.valueOf(f.getFileName()))
                        .filter(f -> f.endsWith(".class") && !f.equals("package-info.class"))
                        .map(f -> p + "." + f.substring(0, f.length() - ".class".length()))
                        .forEach(names::add);
            }
        }
        names.sort(null);
        return names;
    }

    /**
     * Whether programs can name it: it and the classes around it are public, and it is not a
     * test's.
     */
    private static boolean isVisible(Class<?> c) {
        Class<?> outer = c.getEnclosingClass();
        boolean local = c.isLocalClass() || c.isAnonymousClass();
        return isVisible(c.getModifiers()) && !local && (outer == null || isVisible(outer))
                && !isTest(c);
    }

    /**
     * Tests may run from one folder with the library; only the library's classes have a source
     * there.
     */
    private static boolean isTest(Class<?> c) {
        Class<?> top = c;
        for (Class<?> o = c; o != null; o = o.getEnclosingClass()) {
            top = o;
        }
        Path base = Path.of(System.getProperty("basedir", "core"), "src", "main", "java");
        return !Files.exists(base.resolve(top.getName().replace('.', '/') + ".java"));
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
        List<String> interfaces = Arrays.stream(c.getAnnotatedInterfaces()).map(ApiTest::text)
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
                : Arrays.stream(variables).map(ApiTest::variable)
                        .collect(Collectors.joining(", ", "<", "> "));
    }

    private static String variable(TypeVariable<?> v) {
        String bounds = Arrays.stream(v.getAnnotatedBounds()).map(ApiTest::text)
                .collect(Collectors.joining(" & "));
        return bounds.equals("java.lang.Object") ? v.getName() : v.getName() + " extends " + bounds;
    }

    private static String parameters(Executable m) {
        String text = Arrays.stream(m.getAnnotatedParameterTypes()).map(ApiTest::text)
                .collect(Collectors.joining(", ", "(", ")"));
        if (m.isVarArgs()) {
            text = text.replaceFirst("\\[\\]\\)$", "...)");
        }
        return m.getExceptionTypes().length == 0 ? text
                : text + Arrays.stream(m.getAnnotatedExceptionTypes()).map(ApiTest::text)
                        .collect(Collectors.joining(", ", " throws ", ""));
    }

    private static String text(@Nullable AnnotatedType type) {
        return String.valueOf(type).replaceAll("@org\\.jspecify\\.annotations\\.(\\w+)(\\(\\))?",
                "@$1");
    }
}

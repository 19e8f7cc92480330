package dev.jopher.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The explorer. Its classes are found by their names, on the boot class path, where the agent is:
 * tests need no dependency for it.
 */
final class Explorer {
    private static final String PACKAGE = "dev.jopher.explore.";

    private final Class<?> body;

    private Explorer(Class<?> body) {
        this.body = body;
    }

    /**
     * @param by what needs it
     * @throws AssertionError if it is not in this JVM
     */
    static Explorer required(String by) {
        if (Boolean.getBoolean("jopher.controlled")) {
            try {
                return new Explorer(type("Body"));
            } catch (ClassNotFoundException e) {
                // see below
            }
        }
        throw new AssertionError(by + ": the explorer is not in this JVM. Start the JVM of the"
                + " tests, with <argLine> of Maven's surefire or jvmArgs of Gradle, with"
                + " -javaagent:jopher-race.jar -javaagent:jopher-explore.jar"
                + " --add-opens=java.base/java.lang=ALL-UNNAMED, as \"Where the flag goes\" in"
                + " Jopher's guide shows");
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(PACKAGE + name, true, null);
    }

    /** Runs a test in a bubble. */
    void inBubble(Runnable test, Class<?> testClass) {
        try {
            Method method = type("Synctest").getMethod("test", body);
            call(method, body(test, testClass));
        } catch (ReflectiveOperationException e) {
            throw otherVersion(e);
        }
    }

    /** Explores a test. */
    void explore(Explore how, Runnable test, Class<?> testClass, Consumer<String> failed) {
        try {
            Class<?> type = type("ExploreOptions");
            Object options = type.getField("DEFAULT").get(null);
            options = set(options, "schedules", int.class, how.schedules());
            options = set(options, "time", Duration.class, Duration.ofSeconds(how.seconds()));
            options = set(options, "seed", long.class, how.seed());
            options = set(options, "leaks", boolean.class, how.leaks());
            if (!how.strategy().isEmpty()) {
                options = set(options, "strategy", String.class, how.strategy());
            }
            Method check = type("Explore").getMethod("check", type, body);
            try {
                call(check, options, body(test, testClass));
            } catch (AssertionError e) {
                if (type("ExplorationFailure").isInstance(e)) {
                    failed.accept(
                            (String) type("ExplorationFailure").getMethod("schedule").invoke(e));
                }
                throw e;
            }
        } catch (ReflectiveOperationException e) {
            throw otherVersion(e);
        }
    }

    private static Object set(Object options, String name, Class<?> type, Object value)
            throws ReflectiveOperationException {
        return options.getClass().getMethod(name, type).invoke(options, value);
    }

    /** Repeats a stored schedule. One that cannot be read does not count. */
    void replay(Path schedule, Runnable test, Class<?> testClass) {
        try {
            call(type("Explore").getMethod("replay", Path.class, body), schedule,
                    body(test, testClass));
        } catch (IllegalArgumentException e) {
            // damaged, or of another version
        } catch (ReflectiveOperationException e) {
            throw otherVersion(e);
        }
    }

    /** Returns the test as the explorer's own type, in the test's class loader. */
    private Object body(Runnable test, Class<?> testClass) {
        return Proxy.newProxyInstance(testClass.getClassLoader(), new Class<?>[] {body},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> arguments != null && proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> testClass.getName();
                    default -> {
                        test.run();
                        yield null;
                    }
                });
    }

    private static void call(Method method, @Nullable Object... arguments)
            throws ReflectiveOperationException {
        try {
            Object unused = method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw Lifecycle.<RuntimeException>unchecked(e.getTargetException());
        }
    }

    private static IllegalStateException otherVersion(ReflectiveOperationException e) {
        return new IllegalStateException("the explorer is of another version", e);
    }
}

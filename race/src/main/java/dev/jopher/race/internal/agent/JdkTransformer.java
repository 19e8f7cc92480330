package dev.jopher.race.internal.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.ThreadSlots;
import dev.jopher.race.internal.report.ProgramEnd;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JDK's own synchronisation visible: rewrites the bodies of methods in the classes of
 * {@link JdkRules}, those that are loaded at once and the others when they are.
 *
 * <p>Bodies, and not the calls in the program: much synchronisation is between threads that only
 * run code of the JDK then, as in a pool, or is done by a library that calls the JDK for the program.
 */
final class JdkTransformer implements ClassFileTransformer {
    /** Whether it is on. A test that each order comes from here turns it off. */
    static final boolean ON = !"off".equals(System.getProperty("jopher.race.jdk"));

    /** The classes that have been transformed. */
    private static final Set<String> DONE = new HashSet<>();

    private static @Nullable String problem;

    private final JdkCache cache;

    private JdkTransformer(JdkCache cache) {
        this.cache = cache;
    }

    /** @param cacheDirectory where the rewritten classes are kept; empty for nowhere */
    static void install(String cacheDirectory, Instrumentation instrumentation) {
        if (!ON) {
            return;
        }
        try {
            ThreadAccess.open(instrumentation);
            // The transformer must not see the classes that it needs itself.
            ShadowThread.current();
            JdkRules.of("");
            JdkCache cache = JdkCache.open(cacheDirectory);
            if (cache.isEmpty()) {
                warmUp();
            }
            instrumentation.addTransformer(new JdkTransformer(cache), true);
            load();
            List<Class<?>> missing = missing(instrumentation);
            while (!missing.isEmpty() && problem() == null) {
                instrumentation.retransformClasses(missing.toArray(Class<?>[]::new));
                missing = missing(instrumentation);
            }
            ThreadAccess.fillOld();
            cache.save();
            ProgramEnd.init(cache::save); // some classes are loaded later
        } catch (Throwable e) {
            problem("the JDK's classes could not be transformed: " + e);
        }
        if (!ThreadSlots.has(new Thread(() -> {}))) {
            problem("threads cannot be followed");
        }
    }

    /** Loads what {@link #install} needs. */
    static void rehearse() throws IOException, ClassNotFoundException {
        ShadowThread.current();
        warmUp();
        load();
    }

    /** Loads what a transformation needs: that cannot be loaded while it is transformed itself. */
    private static void warmUp() throws IOException {
        ClassRule rule = JdkRules.of("java/util/Vector");
        try (InputStream in = Object.class.getResourceAsStream("/java/util/Vector.class")) {
            if (rule != null && in != null) {
                JdkCode.transform(rule, in.readAllBytes());
            }
        }
    }

    /**
     * Loads the classes that have rules. Later, one could be loaded while another class is
     * transformed, by this agent or the next, and the JVM shows no transformer such a class.
     */
    private static void load() throws ClassNotFoundException {
        for (String name : JdkRules.names()) {
            ClassRule rule = JdkRules.of(name);
            if (rule != null && !rule.isRare()) {
                Class.forName(name.replace('/', '.'), false, null);
            }
        }
        for (String name : JdkRules.CALLERS) {
            try {
                Class.forName(name.replace('/', '.'), false, null);
            } catch (ClassNotFoundException other) {
                // a class that only some JDKs have
            }
        }
    }

    /** Returns the classes that were loaded before they could be transformed. */
    private static List<Class<?>> missing(Instrumentation instrumentation) {
        List<Class<?>> missing = new ArrayList<>();
        for (Class<?> c : instrumentation.getAllLoadedClasses()) {
            String name = c.getName().replace('.', '/');
            if (c.getClassLoader() == null && JdkRules.of(name) != null && !isDone(name)) {
                missing.add(c);
            }
        }
        return missing;
    }

    private static synchronized boolean isDone(String name) {
        return DONE.contains(name);
    }

    private static synchronized void done(String name) {
        DONE.add(name);
    }

    /** Returns why the detector would raise false alarms, or null if it would not. */
    static synchronized @Nullable String problem() {
        return problem;
    }

    private static synchronized void problem(String what) {
        if (problem == null) {
            problem = what;
        }
    }

    @Override
    public byte @Nullable [] transform(@Nullable ClassLoader loader, @Nullable String name,
            @Nullable Class<?> redefined, @Nullable ProtectionDomain domain, byte[] bytes) {
        if (loader != null || name == null || name.startsWith("dev/jopher/")) {
            return null;
        }
        ClassRule rule = JdkRules.of(name);
        if (rule == null) {
            return null;
        }
        ShadowThread t = ShadowThread.current();
        boolean inside = t.inside;
        t.inside = true;
        try {
            byte[] result = cache.get(name, bytes);
            if (result == null) {
                result = JdkCode.transform(rule, bytes);
                cache.put(name, bytes, result);
            }
            done(name);
            return result;
        } catch (Throwable e) {
            // The JVM would swallow it.
            problem(name.replace('/', '.') + " could not be transformed: " + e);
            Unchecked.report(name, e);
            return null;
        } finally {
            t.inside = inside;
        }
    }
}

package dev.jopher.race.internal.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.clock.ThreadSlots;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JDK's own synchronisation visible: rewrites the bodies of methods in the classes of
 * {@link JdkRules}, those that are loaded at once and the others when they are.
 *
 * <p>Bodies, and not the calls in the program: much synchronisation is between threads that only
 * run code of the JDK then, as in a pool, or is done by a library that calls the JDK for the program.
 */
final class JdkTransformer implements ClassFileTransformer {
    private static @Nullable String problem;

    private JdkTransformer() {}

    static void install(Instrumentation instrumentation) {
        try {
            ThreadAccess.open(instrumentation);
            // From here on, the hooks must not load classes.
            ShadowThread.current();
            instrumentation.addTransformer(new JdkTransformer(), true);
            List<Class<?>> loaded = new ArrayList<>();
            for (Class<?> c : instrumentation.getAllLoadedClasses()) {
                if (c.getClassLoader() == null
                        && JdkRules.of(c.getName().replace('.', '/')) != null) {
                    loaded.add(c);
                }
            }
            instrumentation.retransformClasses(loaded.toArray(Class<?>[]::new));
            ThreadAccess.fillOld();
        } catch (Throwable e) {
            problem("the JDK's classes could not be transformed: " + e);
        }
        if (!ThreadSlots.has(new Thread(() -> {}))) {
            problem("threads cannot be followed");
        }
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
        ClassRule rule = loader != null || name == null ? null : JdkRules.of(name);
        if (rule == null) {
            return null;
        }
        ShadowThread t = ShadowThread.current();
        boolean inside = t.inside;
        t.inside = true;
        try {
            return JdkCode.transform(rule, bytes);
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

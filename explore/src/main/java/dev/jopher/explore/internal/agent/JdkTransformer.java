package dev.jopher.explore.internal.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Gives runs the JDK's threads, times and random numbers: rewrites the classes of {@link JdkRules},
 * those that are loaded at once and the others when they are.
 */
final class JdkTransformer implements ClassFileTransformer {
    private static final String HOOKS_OF = "dev.jopher.explore.internal.";

    /** What the JDK calls then, also while it loads a class: so these are loaded before. */
    private static final String[] HOOKS = {"java.Bulk", "java.Chance", "java.JavaThreads",
        "java.JavaTime",
        "java.Monitors", "java.Pools", "world.World", "world.Points", "world.Alarms$Alarm",
        "world.ControlledThread", "world.JavaState", "world.ShadowMonitors", "world.PoolTasks",
        "world.ShadowMonitors$Monitor", "world.Alarms", "world.RaceChecks", "world.Op",
        "world.SplitMix", "world.Shared"};

    /** The classes that have been rewritten. */
    private final Set<String> done = new HashSet<>();

    private @Nullable String problem;

    private JdkTransformer() {}

    /** @throws IllegalStateException if this JDK is not the one that is known */
    static void install(Instrumentation instrumentation) {
        JdkTransformer t = new JdkTransformer();
        try {
            for (String hooks : HOOKS) {
                Class<?> unused = Class.forName(HOOKS_OF + hooks, true, null);
            }
            warmUp();
            instrumentation.addTransformer(t, true);
            // Later, one could be loaded while another one is rewritten, and would not be shown.
            for (String name : JdkRules.names()) {
                Class<?> unused = Class.forName(name.replace('/', '.'), false, null);
            }
            List<Class<?>> missing = t.missing(instrumentation);
            while (!missing.isEmpty() && t.problem == null) {
                instrumentation.retransformClasses(missing.toArray(Class<?>[]::new));
                missing = t.missing(instrumentation);
            }
        } catch (IOException | ReflectiveOperationException | UnmodifiableClassException e) {
            throw new IllegalStateException("the JDK's classes could not be rewritten: " + e, e);
        }
        if (t.problem != null) {
            throw new IllegalStateException(t.problem);
        }
    }

    /** Loads what a transformation needs: that cannot be loaded while it is rewritten itself. */
    private static void warmUp() throws IOException {
        String name = "java/util/TimerThread";
        JdkRule rule = JdkRules.of(name);
        try (InputStream in = Object.class.getResourceAsStream("/" + name + ".class")) {
            if (rule != null && in != null) {
                byte[] unused = JdkCode.transform(rule, name, in.readAllBytes());
            }
        }
    }

    private List<Class<?>> missing(Instrumentation instrumentation) {
        List<Class<?>> missing = new ArrayList<>();
        for (Class<?> c : instrumentation.getAllLoadedClasses()) {
            String name = c.getName().replace('.', '/');
            if (c.getClassLoader() == null && !c.isArray() && !c.isHidden()
                    && JdkRules.of(name) != null && !isDone(name)) {
                missing.add(c);
            }
        }
        return missing;
    }

    private synchronized boolean isDone(String name) {
        return done.contains(name);
    }

    private synchronized void done(String name, @Nullable String failed) {
        done.add(name);
        if (failed != null && problem == null) {
            problem = failed;
        }
    }

    @Override
    public byte @Nullable [] transform(@Nullable ClassLoader loader, @Nullable String name,
            @Nullable Class<?> redefined, @Nullable ProtectionDomain domain, byte[] bytes) {
        JdkRule rule = loader != null || name == null ? null : JdkRules.of(name);
        if (rule == null || name == null) {
            return null;
        }
        try {
            byte[] result = JdkCode.transform(rule, name, bytes);
            done(name, null);
            return result;
        } catch (Throwable e) {
            done(name, name.replace('/', '.') + " could not be rewritten: " + e);
            return null;
        }
    }
}

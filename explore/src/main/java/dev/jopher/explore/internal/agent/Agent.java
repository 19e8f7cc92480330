package dev.jopher.explore.internal.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

import dev.jopher.explore.internal.java.VirtualThreads;
import dev.jopher.explore.internal.world.RaceChecks;
import org.jspecify.annotations.Nullable;

/** Turns the explorer on: transforms what is loaded from now on. */
public final class Agent {
    private Agent() {}

    /** @throws IllegalArgumentException if an option is wrong */
    public static void start(String options, Instrumentation instrumentation) {
        if (options.equals("idle=1")) {
            return; // an AOT cache is made that fits a JVM with agents
        }
        System.setProperty("jopher.controlled", "true"); // Jopher's classes read it when loaded
        try {
            VirtualThreads.open(instrumentation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK is not the one that is known: " + e, e);
        }
        ExitCalls.install(instrumentation);
        JdkTransformer.install(instrumentation);
        SharedFields.open();
        RaceChecks.init();
        instrumentation.addTransformer(new Transformer());
    }

    /**
     * Returns whether a class comes from a module of the JDK, as those of {@code jdk.compiler} do.
     */
    private static boolean isOfJdk(@Nullable ProtectionDomain domain) {
        return domain != null && domain.getCodeSource() != null
                && domain.getCodeSource().getLocation() != null
                && domain.getCodeSource().getLocation().getProtocol().equals("jrt");
    }

    private static final class Transformer implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(@Nullable ClassLoader loader, @Nullable String name,
                @Nullable Class<?> redefined, @Nullable ProtectionDomain domain, byte[] bytes) {
            if (redefined != null || loader == null || name == null || isOfJdk(domain)) {
                return null;
            }
            try {
                return UserScope.has(loader, name) || CoreScope.has(name)
                        ? UserTransformer.transform(loader, name, bytes)
                        : CoreTransformer.transform(name, bytes);
            } catch (Throwable e) {
                // The JVM would swallow it and run the class uncontrolled.
                System.err.println("jopher: explore: cannot transform " + name + ": " + e);
                return null;
            }
        }
    }
}

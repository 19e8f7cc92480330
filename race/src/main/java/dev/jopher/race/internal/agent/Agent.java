package dev.jopher.race.internal.agent;

import java.lang.classfile.ClassFile;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.security.ProtectionDomain;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.report.Options;
import dev.jopher.race.internal.report.RaceLog;
import dev.jopher.race.internal.shadow.Losses;
import dev.jopher.race.internal.sync.FieldClocks;
import org.jspecify.annotations.Nullable;

/**
 * Turns the detector on: transforms what is loaded from now on, and some classes of the JDK. It is
 * public because {@link Premain} may come from another loader, and then is in another package at
 * run time.
 */
public final class Agent {
    private final Scope scope;

    private Agent(Scope scope) {
        this.scope = scope;
    }

    /**
     * @throws IllegalArgumentException if an option is wrong
     * @throws IllegalStateException if the detector does not work in this JVM
     */
    public static void start(String words, Instrumentation instrumentation) {
        Options options = Options.of(words, System.getenv("GORACE"));
        if (options.idle()) {
            rehearse(options);
            return;
        }
        RaceLog.use(options);
        System.setProperty("jopher.race", "true"); // Jopher's classes read it when they are loaded
        Agent agent = new Agent(Scope.of(options));
        JdkTransformer.install(options.cache(), instrumentation);
        FieldClocks.init(new FieldNumbers());
        instrumentation.addTransformer(agent.new Transformer());
        String problem = JdkTransformer.problem();
        if (problem == null && JdkTransformer.ON) {
            problem = Canaries.problem();
        }
        if (problem != null) {
            throw new IllegalStateException(problem);
        }
        Losses.start();
        RaceLog.activate();
    }

    /**
     * Loads what a start needs, and changes no class: for a JVM that makes an AOT cache. Whatever
     * goes wrong here will go wrong at the start, and is said there.
     */
    private static void rehearse(Options options) {
        try {
            JdkTransformer.rehearse();
            Canaries.rehearse(Scope.of(options));
        } catch (Throwable e) {
            // the cache has less in it then
        }
    }

    /** Returns whether a class comes from a module of the JDK, such as {@code jdk.compiler}. */
    private static boolean isOfJdk(@Nullable ProtectionDomain domain) {
        URL place = place(domain);
        return place != null && place.getProtocol().equals("jrt");
    }

    private static @Nullable URL place(@Nullable ProtectionDomain domain) {
        return domain == null || domain.getCodeSource() == null
                ? null
                : domain.getCodeSource().getLocation();
    }

    /** Shows each class that is loaded to the transformer for its kind. */
    private final class Transformer implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(@Nullable ClassLoader loader, @Nullable String known,
                @Nullable Class<?> redefined, @Nullable ProtectionDomain domain, byte[] bytes) {
            if (redefined != null || loader == null || isOfJdk(domain)) {
                return null; // the JDK's own
            }
            // What the transformation synchronises must order nothing in the program.
            ShadowThread t = ShadowThread.current();
            boolean inside = t.inside;
            t.inside = true;
            String name = known == null ? "a class without a name" : known;
            try {
                if (known == null) {
                    // Its definer gave no name.
                    name = ClassFile.of().parse(bytes).thisClass().asInternalName();
                }
                BenignRaces.register(name, bytes);
                if (CoreSource.has(loader, name, place(domain))) {
                    return CoreTransformer.transform(name, bytes);
                }
                return scope.isSkipped(loader, name)
                        ? null
                        : UserTransformer.transform(loader, bytes, scope.of(loader));
            } catch (Throwable e) {
                // The JVM would swallow it and run the class unchecked.
                Unchecked.report(name, e);
                return null;
            } finally {
                t.inside = inside;
            }
        }
    }
}

package dev.jopher.race.internal.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import dev.jopher.race.internal.clock.ShadowThread;
import dev.jopher.race.internal.report.RaceLog;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure at the start that the detector works in this JVM, with this JDK and next to the other
 * agents: it must see a race of each kind, and must not see one where something orders the accesses.
 * A detector that sees nothing looks like a program without races.
 */
final class Canaries {
    private static final String PACKAGE = "dev.jopher.race.canary.";

    private static final List<String> RACES = List.of("FieldRace", "ArrayRace", "CollectionRace");
    private static final List<String> ORDERED =
            List.of("ByMonitor", "ByVolatile", "ByLock", "ByJoin");

    private Canaries() {}

    /** Returns what does not work; null if all does. */
    static @Nullable String problem() {
        ClassLoader loader = new Loader();
        for (String name : RACES) {
            if (!isReported(loader, name)) {
                return "it does not work in this JVM: it misses the race of " + PACKAGE + name;
            }
        }
        for (String name : ORDERED) {
            if (isReported(loader, name)) {
                return "it does not work in this JVM: it reports a race of " + PACKAGE + name
                        + ", which has none";
            }
        }
        return null;
    }

    /** Transforms all canaries, and runs none. */
    static void rehearse(Scope scope) throws ClassNotFoundException {
        Loader loader = new Loader();
        for (List<String> names : List.of(RACES, ORDERED)) {
            for (String name : names) {
                UserTransformer.transform(loader, Loader.bytes(PACKAGE + name), scope);
            }
        }
    }

    private static boolean isReported(ClassLoader loader, String name) {
        try {
            Canary c = (Canary) loader.loadClass(PACKAGE + name).getConstructor().newInstance();
            Thread first = new Thread(c::first, "jopher-race-canary");
            first.setDaemon(true);
            first.start();
            joinUnseen(first);
            c.second();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name + " cannot be run: " + e, e);
        }
        return RaceLog.hasCanary(PACKAGE + name);
    }

    /** Waits for the end of a thread, and the detector does not see that. */
    private static void joinUnseen(Thread thread) {
        ShadowThread t = ShadowThread.current();
        boolean inside = t.inside;
        t.inside = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            t.inside = inside;
        }
    }

    /** Loads canaries as a program's loader loads its classes: so they are transformed. */
    private static final class Loader extends ClassLoader {
        Loader() {
            super(Canaries.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(PACKAGE)) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            byte[] bytes = bytes(name);
            return defineClass(name, bytes, 0, bytes.length);
        }

        static byte[] bytes(String name) throws ClassNotFoundException {
            String file = "/" + name.replace('.', '/') + ".class";
            try (InputStream in = Canaries.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}

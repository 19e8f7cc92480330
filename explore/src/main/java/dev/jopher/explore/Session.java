package dev.jopher.explore;

import java.util.function.Supplier;

import dev.jopher.explore.internal.world.Controllers;
import dev.jopher.explore.internal.world.Goroutines;
import dev.jopher.explore.internal.world.Unchecked;

/** One use of the explorer at a time, on a thread of its own, in a JVM that has the agent. */
final class Session {
    private Session() {}

    /**
     * Runs {@code work}, which explores.
     *
     * @param body of the program: its class loader has the library, if the program uses it
     */
    static <T> T run(Object body, Supplier<T> work) {
        requireAgent();
        try {
            return Controllers.call(() -> {
                ClassLoader loader = body.getClass().getClassLoader();
                boolean unused = Goroutines.init(
                        loader == null ? ClassLoader.getSystemClassLoader() : loader);
                return work.get();
            });
        } catch (Throwable e) {
            throw Unchecked.rethrow(e);
        }
    }

    /** Returns what runs the body, once for each call. */
    static Supplier<Runnable> runs(Body body) {
        Runnable run = () -> {
            try {
                body.run();
            } catch (Exception e) {
                throw Unchecked.rethrow(e);
            }
        };
        return () -> run;
    }

    private static void requireAgent() {
        if (Session.class.getClassLoader() != null || !Boolean.getBoolean("jopher.controlled")) {
            throw new IllegalStateException("the explorer is not active in this JVM. Start it with"
                    + " -javaagent:jopher-race.jar -javaagent:jopher-explore.jar"
                    + " --add-opens=java.base/java.lang=ALL-UNNAMED, with the paths of these files");
        }
    }
}

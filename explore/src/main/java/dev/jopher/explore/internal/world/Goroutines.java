package dev.jopher.explore.internal.world;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.jopher.explore.internal.java.VirtualThreads;
import org.jspecify.annotations.Nullable;

/** What Jopher's library does for a run. Without the library there are only Java's threads. */
public final class Goroutines {
    private static final String CLASS = "dev.jopher.internal.goroutine.G";

    private static Consumer<Runnable> starter = Goroutines::startThread;

    private static Consumer<Object> discarder = g -> {};
    private static BiConsumer<Object, @Nullable Object[]> waits = (g, into) -> {};

    private Goroutines() {}

    /**
     * Looks for the library, and makes its first channel: with that it does each operation once, to
     * load what they need, and these steps would be in the first run only.
     *
     * @return whether it is there
     */
    public static boolean init(@Nullable ClassLoader loader) {
        try {
            Class<?> unused = Class.forName(CLASS, true, loader);
            Object first = Class.forName("dev.jopher.Channel", true, loader).getConstructor()
                    .newInstance();
            return first != loader;
        } catch (ClassNotFoundException e) {
            return false;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the library is of another version", e);
        }
    }

    static void set(Consumer<Runnable> startMain, Consumer<Object> discard,
            BiConsumer<Object, @Nullable Object[]> describe) {
        starter = startMain;
        discarder = discard;
        waits = describe;
    }

    static void startMain(Runnable body) {
        starter.accept(body);
    }

    private static void startThread(Runnable body) {
        World w = World.here();
        if (w == null) {
            throw new IllegalStateException("not in a controlled run");
        }
        ControlledThread c = w.newThread();
        Thread t = VirtualThreads.create(c, "main", () -> {
            try {
                body.run();
            } catch (Throwable e) {
                w.uncaught(e);
            }
        });
        c.thread = t;
        t.start();
    }

    /** Forgets threads that will never continue. */
    static void discard(List<ControlledThread> threads) {
        for (ControlledThread t : threads) {
            Thread thread = t.thread;
            if (thread == null || !thread.isAlive()) {
                continue;
            }
            if (t.goroutine != null) {
                discarder.accept(t.goroutine);
            }
            VirtualThreads.forget(thread);
        }
    }

    /**
     * Returns what a goroutine waits on, for example "Mutex[locked] 0x1b2c3d"; empty if that is not
     * known.
     */
    public static String waitTarget(ControlledThread t) {
        Object g = t.goroutine;
        if (g == null) {
            return "";
        }
        @Nullable Object[] into = new @Nullable Object[3];
        waits.accept(g, into);
        return into[2] == null ? "" : into[2].toString();
    }

    /** Returns why a goroutine waits, for example "chan receive"; null if that is not known. */
    public static @Nullable String waitReason(ControlledThread t) {
        Object g = t.goroutine;
        if (g == null) {
            return null;
        }
        @Nullable Object[] into = new @Nullable Object[2];
        waits.accept(g, into);
        return (String) into[0];
    }
}

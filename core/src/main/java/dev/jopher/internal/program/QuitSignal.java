package dev.jopher.internal.program;

import dev.jopher.internal.deadlock.FullDump;
import dev.jopher.internal.dump.DumpOptions;
import sun.misc.Signal;

/**
 * Ctrl-\\, as in Go: prints where all goroutines are, and ends the process. The JVM keeps SIGQUIT
 * for itself. So the script {@code jopher} receives it and sends another signal, which it names by
 * a property.
 */
final class QuitSignal {
    private static final String PROPERTY = "jopher.quit";
    private static final int EXIT_QUIT = 2;

    private QuitSignal() {}

    static void listen() {
        String name = System.getProperty(PROPERTY);
        if (name != null) {
            Signal.handle(new Signal(name), s -> quit());
        }
    }

    private static void quit() {
        System.err.print("SIGQUIT: quit\n\n" + FullDump.of(DumpOptions.DEFAULT));
        System.err.flush();
        Runtime.getRuntime().halt(EXIT_QUIT);
    }
}

package dev.jopher.internal.report;

import java.util.function.Consumer;

import dev.jopher.internal.base.RaceEvents;
import dev.jopher.internal.base.RuntimeThread;
import org.jspecify.annotations.Nullable;

/**
 * Delivers reports that end nothing: to the program's handler; without one to stderr (under the
 * command) or to the log.
 */
public final class Reports {
    private static volatile @Nullable Consumer<? super String> onDeadlock;

    private static volatile @Nullable Consumer<? super Throwable> onPanic;

    private static volatile boolean underCommand;

    private static boolean printed;

    private Reports() {}

    /** Sets the handler for exceptions that leave a goroutine; null for none. */
    public static void onPanic(@Nullable Consumer<? super Throwable> handler) {
        publish(handler);
        onPanic = handler;
    }

    /** Lets what the program has done happen before the calls of a handler, in any thread. */
    private static void publish(@Nullable Object handler) {
        if (RaceEvents.ON && handler != null) {
            RaceEvents.releaseMerge(handler);
        }
    }

    private static void called(Object handler) {
        if (RaceEvents.ON) {
            RaceEvents.acquire(handler);
        }
    }

    /**
     * Passes {@code e} to the handler. If the handler fails, the goroutine ends as it would
     * without.
     */
    public static void panic(Throwable e) {
        Consumer<? super Throwable> handler = onPanic;
        if (handler != null) {
            called(handler);
            try {
                handler.accept(e);
            } catch (Throwable second) {
                suppress(e, second);
            }
        }
    }

    private static void suppress(Throwable e, Throwable second) {
        try {
            if (second != e) {
                e.addSuppressed(second);
            }
        } catch (OutOfMemoryError third) {
            // the first one counts
        }
    }

    /** Sets the handler for deadlocks of a part of the program; null for stderr or the log only. */
    public static void onDeadlock(@Nullable Consumer<? super String> handler) {
        publish(handler);
        onDeadlock = handler;
    }

    /**
     * Prints on standard error, with an empty line between two reports. Prints nothing if the
     * report is empty.
     */
    public static synchronized void print(String report) {
        if (!report.isEmpty()) {
            System.err.print(printed ? '\n' + report : report);
            System.err.flush();
            printed = true;
        }
    }

    public static void deadlock(String report) {
        Consumer<? super String> handler = onDeadlock;
        if (handler == null) {
            write(report);
            return;
        }
        called(handler);
        // Not a thread of the runtime: while it runs the handler it can act, and the program is not
        // dead. Not a daemon: a program that ends just then would not print the report.
        Thread t = RuntimeThread.forUser("jopher-deadlock-handler", handler,
                () -> handler.accept(report));
        t.setDaemon(false);
        t.start();
    }

    /** Sends reports to standard error from now on, instead of the log. */
    public static void underCommand() {
        underCommand = true;
    }

    public static void write(String report) {
        if (underCommand) {
            print(report);
        } else {
            System.getLogger("dev.jopher").log(System.Logger.Level.WARNING, report);
        }
    }
}

package dev.jopher.internal.report;

import java.util.function.Consumer;

import dev.jopher.internal.base.RuntimeThread;
import org.jspecify.annotations.Nullable;

/** Where reports go that end nothing: to the program's handler, or under the command to stderr, or to the log. */
public final class Reports {
    private static volatile @Nullable Consumer<? super String> onDeadlock;

    private static volatile @Nullable Consumer<? super Throwable> onPanic;

    private static volatile boolean underCommand;

    private static boolean printed;

    private Reports() {}

    /** Who is told of what leaves a goroutine, before it does its work; null for nobody. */
    public static void onPanic(@Nullable Consumer<? super Throwable> handler) {
        onPanic = handler;
    }

    /** Whatever becomes of the handler, the goroutine ends as it would without. */
    public static void panic(Throwable e) {
        Consumer<? super Throwable> handler = onPanic;
        if (handler != null) {
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

    /** Who is told of deadlocks of a part of the program; null for nobody but stderr or the log. */
    public static void onDeadlock(@Nullable Consumer<? super String> handler) {
        onDeadlock = handler;
    }

    /** On standard error, with an empty line between two of them; nothing if there is nothing to tell. */
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
        // No thread of the runtime's: as long as it runs the handler it can act, and the program is not dead. No daemon,
        // or a program that ends just then would not tell.
        Thread t = RuntimeThread.forUser("jopher-deadlock-handler", handler,
                () -> handler.accept(report));
        t.setDaemon(false);
        t.start();
    }

    /** From now on reports go to standard error, and not to the log. */
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

package dev.jopher.explore.self;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A bug that Jopher had once. The text of a class is changed so that it has the bug again, and
 * compiled to a directory that comes first in the class path of another JVM.
 *
 * @param program finds it: a name of {@link Programs#ALL}
 * @param file the class, below the sources of the core
 */
record Bug(String name, String program, String file, List<Change> changes) {
    private static final String SYNC = "dev/jopher/sync/";

    private record Change(String from, String to) {}

    private Bug(String name, String program, String file) {
        this(name, program, file, new ArrayList<>());
    }

    private Bug change(String from, String to) {
        changes.add(new Change(from, to));
        return this;
    }

    /** The group's word was a count and a bit, set while goroutines wait; add counted at once. */
    private static Bug oldWaitGroup(String name, String program) {
        return new Bug(name, program, SYNC + "WaitGroup.java")
                .change("if (delta == 1) {", "if (delta != 0) { old(delta); } else if (true) {")
                .change("long before = (long) STATE.getAndAdd(this, -1L);",
                        "if (true) { old(-1); return; } long before = 0;")
                .change("private Trace trace() {", """
                        private void old(int delta) {
                            if (oldCount(delta) < 0) {
                                oldCount(-delta);
                                throw new IllegalStateException("sync: negative WaitGroup counter");
                            }
                        }
                        private long oldCount(int delta) {
                            long before = (long) STATE.getAndAdd(this, delta * 2L);
                            long after = before + delta * 2L;
                            if (before == 1 || after == 1) {
                                oldRelease();
                            }
                            return after >> 1;
                        }
                        private void oldRelease() {
                            Waiter served;
                            lock.lock();
                            try {
                                served = waiters.drain();
                                STATE.getAndBitwiseAnd(this, ~1L);
                            } finally {
                                lock.unlock();
                            }
                            WaitQueue.readyAll(served);
                        }
                        private Trace trace() {""")
                .change("isAwaited(s) || STATE.compareAndSet(this, s, s - 1 + AWAITED)",
                        "(s & 1) != 0 || STATE.compareAndSet(this, s, s | 1)")
                .change("return Math.max(value(s), 0) + (isAwaited(s) ? 1 : 0);", "return s >> 1;")
                .change("if (outcome == Outcome.SERVED) {", "if (true) {");
    }

    static final List<Bug> ALL = List.of(
            // An await that was given up left the bit: it ended an await of the next round.
            oldWaitGroup("WgEarly", "WaitGroup.rounds"),
            // A done that was refused had counted for a moment: another, a right one, was refused.
            oldWaitGroup("RefusedAdd", "WaitGroup.refused"),
            // What a close wakes was in a queue: an interrupt took a waiter out of the wrong one.
            new Bug("ClosedQueue", "Channel.close", "dev/jopher/internal/goroutine/WaitQueue.java")
                    .change("w.complete(null, false);\n",
                            "w.complete(null, false); w.previous = tail; w.queued = true;\n")
                    .change("w.g.ready();\n",
                            "w.queued = false; w.previous = null; w.g.ready();\n"),
            // A wait that was refused passed its signal to one that had begun to wait since.
            new Bug("PassedSignal", "Cond.refused", SYNC + "Cond.java")
                    .change("passOn(w);", "signal();"),
            // A refused tryLock held the writers' mutex for a moment: another one was refused.
            new Bug("RefusedTryLock", "RWMutex.tryLock", SYNC + "RWMutexState.java")
                    .change("if (state != 0) {\n                return false;\n            }\n"
                            + "            if (mutex.tryToTake()) {\n                break;\n"
                            + "            }\n            Spin.backOff(looks);",
                            "if (mutex.take()) {\n break;\n }\n return false;"));

    /** Compiles the class with the bug. */
    void compile(Path to, String classPath) throws IOException {
        Path sources = sources();
        String text = Files.readString(sources.resolve(file));
        for (Change c : changes) {
            if (text.split(java.util.regex.Pattern.quote(c.from), -1).length != 2) {
                throw new IllegalStateException(name + ": not once in " + file + ": " + c.from);
            }
            text = text.replace(c.from, c.to);
        }
        text = text.replaceAll("import (org.jspecify|com.google.errorprone)[^;]*;", "")
                .replaceAll("@(Nullable|CheckReturnValue)\\b ?", "");
        Path changed = Files.createDirectories(to.resolve("source")).resolve(
                Path.of(file).getFileName());
        Files.writeString(changed, text);
        var compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(messages, files, null,
                    List.of("-proc:none", "-nowarn", "-g", "-d", to.toString(), "-cp", classPath),
                    null, files.getJavaFileObjects(changed)).call();
            if (!compiled) {
                throw new IllegalStateException(name + ": " + messages);
            }
        }
    }

    private static Path sources() {
        Path here = Path.of("core/src/main/java");
        return Files.isDirectory(here) ? here : Path.of("..").resolve(here);
    }

    @Override
    public String toString() {
        return name;
    }
}

package dev.jopher.internal.record;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.stream.Collectors;

import dev.jopher.internal.goroutine.CreationSite;
import dev.jopher.internal.goroutine.G;
import dev.jopher.internal.goroutine.Labels;
import dev.jopher.internal.goroutine.Origin;
import dev.jopher.internal.goroutine.Registry;
import dev.jopher.internal.goroutine.WaitReason;
import dev.jopher.internal.goroutine.WaitTarget;
import dev.jopher.internal.report.Frames;
import dev.jopher.internal.sched.GoRuntime;
import org.jspecify.annotations.Nullable;

/** Writes a file, in the format of {@code docs/trace-format.md}. */
final class TraceFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private static final String MAIN_CLASS = "dev.jopher.cli.Main ";

    private final OutputStream out;
    private final Session session;
    private final Chunk chunk = new Chunk();
    private final BitSet strings = new BitSet();
    private final BitSet places = new BitSet();
    private final BitSet stacks = new BitSet();
    private int definitions;

    /** The file of a recording that has everything. */
    static final long ALL = 0;

    /**
     * Begins a file, which is replaced.
     * @param from the time from which on the recording will have everything
     */
    static TraceFile open(Path file, Session session, long from) throws IOException {
        OutputStream out = create(file);
        try {
            return new TraceFile(out, session, from);
        } catch (IOException | RuntimeException | Error e) {
            out.close();
            throw e;
        }
    }

    /** Creates the file, or empties it. */
    static OutputStream create(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
    }

    TraceFile(OutputStream out, Session session, long from) throws IOException {
        this.out = out;
        this.session = session;
        byte[] head = Arrays.copyOf(Format.MAGIC, Format.MAGIC.length + 1);
        head[Format.MAGIC.length] = Format.VERSION;
        out.write(head);
        info(from);
    }

    private void info(long from) throws IOException {
        long now = session.now();
        Map<String, String> all = Map.of(
                "program", program(System.getProperty("sun.java.command", "")),
                "started", GoRuntime.scheduler().now().minusNanos(now).toString(),
                "processors", Integer.toString(GoRuntime.scheduler().procs()),
                "scheduler", GoRuntime.scheduler().toString(),
                "java", System.getProperty("java.version", ""),
                "system", System.getProperty("os.name", ""),
                "process", Long.toString(ProcessHandle.current().pid()),
                "from", Long.toString(from),
                "reasons", Arrays.stream(WaitReason.values()).map(WaitReason::toString)
                        .collect(Collectors.joining("\n")));
        chunk.number(all.size());
        all.forEach((name, value) -> chunk.text(name).text(value));
        chunk.write(Format.INFO, out);
    }

    /** Returns the program's name: of the command, the file that it runs. */
    private static String program(String command) {
        if (!command.startsWith(MAIN_CLASS)) {
            return command.replaceFirst(" .*", "");
        }
        String[] words = command.split(" ");
        String name = Arrays.stream(words).filter(w -> w.endsWith(".java")).findFirst()
                .orElse("program");
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /**
     * Writes which goroutines there are, and what they do.
     * @param time when the recording began, or ends
     */
    void goroutines(long time) throws IOException {
        int n = 0;
        Chunk list = new Chunk();
        for (G g : Registry.snapshot()) {
            describe(list, g);
            n++;
        }
        definitions();
        chunk.number(time).number(n);
        list.copyTo(chunk);
        chunk.write(Format.GOROUTINES, out);
    }

    private void describe(Chunk list, G g) {
        Origin origin = g.origin();
        Labels labels = g.labels();
        boolean waits = g.isWaiting();
        Object on = waits ? g.waitsOn() : null;
        Object o = on instanceof WaitTarget t ? t.identity() : on;
        list.number(Format.zigzag(g.id()))
                .number(Format.zigzag(origin == null ? 0 : origin.creator()))
                .number(session.place(origin == null ? null : origin.site()))
                .number(string(g.name())).number(string(labels == null ? "" : Labels.text(labels)))
                .number(waits ? g.reason().ordinal() + 1 : 0)
                .number(o == null ? 0 : Math.max(1, System.identityHashCode(o)))
                .number(o == null ? 0 : string(o.getClass().getSimpleName()));
    }

    private int string(String s) {
        return s.isEmpty() ? 0 : session.strings.numberOf(s);
    }

    /** Writes the strings, places and stacks that were not written before. */
    void definitions() throws IOException {
        int n = session.places.count() + session.stacks.count() + session.strings.count();
        if (n != definitions) {
            definitions = n;
            write(session.strings, strings, Format.STRINGS);
            write(session.places, places, Format.PLACES);
            write(session.stacks, stacks, Format.STACKS);
        }
    }

    private <K> void write(Table<K> table, BitSet written, int kind) throws IOException {
        Chunk list = new Chunk();
        int n = 0;
        for (int i = 1; i <= table.size(); i++) {
            K key = written.get(i) ? null : table.key(i);
            if (key != null) {
                written.set(i);
                list.number(i);
                define(list, key);
                n++;
            }
        }
        if (n > 0) {
            chunk.number(n);
            list.copyTo(chunk);
            chunk.write(kind, out);
        }
    }

    private static void define(Chunk list, Object key) {
        switch (key) {
            case CreationSite site -> frame(list, site.frame());
            case Stack stack -> {
                StackTraceElement[] all = stack.elements();
                list.number(all.length);
                for (StackTraceElement f : all) {
                    frame(list, f);
                }
            }
            default -> list.text(key.toString());
        }
    }

    private static void frame(Chunk list, StackTraceElement f) {
        @Nullable String file = f.getFileName();
        list.text(Frames.function(f)).text(file == null ? "" : file)
                .number(Math.max(0, f.getLineNumber()));
    }

    /** Writes what a block has from {@code from} to {@code to}. */
    void events(Block b, int from, int to) throws IOException {
        if (to > from) {
            chunk.number(b.buffer).number(b.number).number(b.processor + 1L)
                    .bytes(b.bytes, from, to - from);
            chunk.write(Format.EVENTS, out);
        }
    }

    /** Writes the end. A file without it is incomplete. */
    void end() throws IOException {
        chunk.number(session.now()).number(session.lost());
        chunk.write(Format.END, out);
    }

    void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

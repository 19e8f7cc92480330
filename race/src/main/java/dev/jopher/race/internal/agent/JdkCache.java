package dev.jopher.race.internal.agent;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the rewritten classes of the JDK from one start to the next, in one file: rewriting them
 * takes most of a second. The file is only good for the same JDK and the same agent, and an entry
 * only for the same class. A file that is damaged, or of others, is as good as none.
 */
final class JdkCache {
    private static final String NAME = "jopher-race-jdk-classes";

    private record Entry(int of, byte[] result) {}

    private final @Nullable Path file;
    private final String key;
    private final Map<String, Entry> entries = new HashMap<>();
    private boolean changed;

    private JdkCache(@Nullable Path file, String key) {
        this.file = file;
        this.key = key;
    }

    /** @param directory empty for no cache */
    static JdkCache open(String directory) {
        if (directory.isEmpty()) {
            return new JdkCache(null, "");
        }
        try {
            String key = System.getProperty("java.vm.vendor") + " "
                    + System.getProperty("java.vm.version") + " " + System.getProperty("os.arch")
                    + " " + agent();
            return open(Path.of(directory, NAME), key);
        } catch (IOException | RuntimeException e) {
            return new JdkCache(null, "");
        }
    }

    static JdkCache open(Path file, String key) {
        JdkCache cache = new JdkCache(file, key);
        try {
            cache.read();
        } catch (IOException | RuntimeException e) {
            cache.entries.clear();
        }
        return cache;
    }

    /** Returns what differs from agent to agent: a sum over the jar. */
    private static String agent() throws IOException {
        URL self = ClassLoader.getSystemResource(
                JdkCache.class.getName().replace('.', '/') + ".class");
        if (self == null || !(self.openConnection() instanceof JarURLConnection jar)) {
            throw new IOException("not in a jar");
        }
        byte[] all = Files.readAllBytes(Path.of(jar.getJarFileURL().getPath()));
        return all.length + " " + sum(all, 0, all.length);
    }

    private static int sum(byte[] bytes, int from, int length) {
        CRC32 sum = new CRC32();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }

    /** The file: its own sum, the key, and for each class the name, the sum and the result. */
    private void read() throws IOException {
        Path f = file;
        if (f == null || !Files.isReadable(f)) {
            return;
        }
        byte[] all = Files.readAllBytes(f);
        ByteBuffer in = ByteBuffer.wrap(all);
        if (all.length < 8 || in.getInt() != sum(all, 4, all.length - 4)
                || !text(in).equals(key)) {
            return;
        }
        while (in.hasRemaining()) {
            String name = text(in);
            int of = in.getInt();
            entries.put(name, new Entry(of, bytes(in)));
        }
    }

    private static String text(ByteBuffer in) {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }

    /** Returns the rewritten class, or null if it is not known. */
    synchronized byte @Nullable [] get(String name, byte[] original) {
        Entry e = entries.get(name);
        return e != null && e.of == sum(original, 0, original.length) ? e.result : null;
    }

    synchronized boolean isEmpty() {
        return entries.isEmpty();
    }

    synchronized void put(String name, byte[] original, byte[] result) {
        if (file != null) {
            entries.put(name, new Entry(sum(original, 0, original.length), result));
            changed = true;
        }
    }

    /** Writes the file if there is something new. Without success, the next start is slow too. */
    synchronized void save() {
        Path f = file;
        if (f == null || !changed) {
            return;
        }
        changed = false;
        try {
            Files.createDirectories(f.getParent());
            Path fresh = Files.createTempFile(f.getParent(), NAME, ".new");
            try {
                Files.write(fresh, image());
                Files.move(fresh, f, StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | RuntimeException e) {
            // read-only, or full
        }
    }

    private byte[] image() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        write(out, key.getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, Entry> e : entries.entrySet()) {
            write(out, e.getKey().getBytes(StandardCharsets.UTF_8));
            out.writeInt(e.getValue().of);
            write(out, e.getValue().result);
        }
        byte[] bytes = body.toByteArray();
        ByteBuffer all = ByteBuffer.allocate(bytes.length + 4);
        return all.putInt(sum(bytes, 0, bytes.length)).put(bytes).array();
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}

package dev.jopher.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import dev.jopher.cli.CompiledProgram.Inputs;

/**
 * A compiled program and all that its compilation has read, word for word: "unchanged" is a
 * comparison and not a guess.
 *
 * @param key what else decides: the compiler, the library, the class path, the options
 * @param main the main source
 */
record CacheEntry(String key, byte[] main, CompiledProgram program) {

    /** Returns whether compiling now would give the same result. */
    boolean isCurrent(String keyNow, byte[] mainNow) throws IOException {
        if (!key.equals(keyNow) || !Arrays.equals(main, mainNow)) {
            return false;
        }
        for (var sibling : program.inputs().sources().entrySet()) {
            Path file = sibling.getKey();
            if (!Files.exists(file)
                    || !Arrays.equals(Files.readAllBytes(file), sibling.getValue())) {
                return false;
            }
        }
        for (var listing : program.inputs().listings().entrySet()) {
            if (!SourceLookup.list(listing.getKey()).equals(listing.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Returns the entry as a file: a checksum, then its content. */
    byte[] toBytes() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        write(new DataOutputStream(body));
        byte[] bytes = body.toByteArray();
        ByteArrayOutputStream file = new ByteArrayOutputStream(bytes.length + Long.BYTES);
        new DataOutputStream(file).writeLong(checksum(bytes, 0));
        file.write(bytes);
        return file.toByteArray();
    }

    /**
     * Reads an entry.
     *
     * @throws IOException if this is not an entry, or a damaged one
     */
    static CacheEntry of(byte[] file) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file));
        if (in.readLong() != checksum(file, Long.BYTES)) {
            throw new IOException("damaged");
        }
        return read(in);
    }

    private static long checksum(byte[] bytes, int from) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, bytes.length - from);
        return crc.getValue();
    }

    private void write(DataOutputStream out) throws IOException {
        writeText(out, key);
        writeBytes(out, main);
        writeTexts(out, program.typeNames());
        writeText(out, program.root() == null ? "" : program.root().toString());
        writeText(out, program.messages());
        out.writeInt(program.classes().size());
        for (var c : program.classes().entrySet()) {
            writeText(out, c.getKey());
            writeBytes(out, c.getValue());
        }
        out.writeInt(program.inputs().sources().size());
        for (var source : program.inputs().sources().entrySet()) {
            writeText(out, source.getKey().toString());
            writeBytes(out, source.getValue());
        }
        out.writeInt(program.inputs().listings().size());
        for (var listing : program.inputs().listings().entrySet()) {
            writeText(out, listing.getKey().toString());
            writeTexts(out, listing.getValue());
        }
    }

    private static CacheEntry read(DataInputStream in) throws IOException {
        String key = readText(in);
        byte[] main = readBytes(in);
        List<String> typeNames = readTexts(in);
        String root = readText(in);
        String messages = readText(in);
        Map<String, byte[]> classes = new HashMap<>();
        for (int n = in.readInt(); n > 0; n--) {
            classes.put(readText(in), readBytes(in));
        }
        Map<Path, byte[]> sources = new HashMap<>();
        for (int n = in.readInt(); n > 0; n--) {
            sources.put(Path.of(readText(in)), readBytes(in));
        }
        Map<Path, List<String>> listings = new HashMap<>();
        for (int n = in.readInt(); n > 0; n--) {
            listings.put(Path.of(readText(in)), readTexts(in));
        }
        return new CacheEntry(key, main,
                new CompiledProgram(typeNames, classes, root.isEmpty() ? null : Path.of(root),
                        messages, new Inputs(sources, listings)));
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            writeText(out, text);
        }
    }

    private static List<String> readTexts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int n = in.readInt(); n > 0; n--) {
            texts.add(readText(in));
        }
        return texts;
    }
}

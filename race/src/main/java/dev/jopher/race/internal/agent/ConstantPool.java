package dev.jopher.race.internal.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Replaces names of classes by others in all that a class file says of them. Only the constant pool
 * changes, and its numbers stay.
 */
final class ConstantPool {
    private static final int MAGIC_AND_VERSION = 8;
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    /** How many bytes follow each tag; that of a string is followed by its length. */
    private static final int[] LENGTHS =
            {0, 2, 0, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, 0, 0, 3, 2, 4, 4, 2, 2};

    private ConstantPool() {}

    /** Returns the new class file; null if none of the names, in their internal form, is in it. */
    static byte @Nullable [] rename(byte[] bytes, Map<String, String> names) {
        ByteArrayOutputStream result = new ByteArrayOutputStream(bytes.length + 100);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            DataOutputStream out = new DataOutputStream(result);
            out.write(in.readNBytes(MAGIC_AND_VERSION));
            boolean changed = renamePool(in, out, names);
            in.transferTo(out);
            return changed ? result.toByteArray() : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean renamePool(DataInputStream in, DataOutputStream out,
            Map<String, String> names) throws IOException {
        boolean changed = false;
        int n = in.readUnsignedShort();
        out.writeShort(n);
        for (int i = 1; i < n; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            if (tag == UTF8) {
                String text = in.readUTF();
                String renamed = rename(text, names);
                changed |= !renamed.equals(text);
                out.writeUTF(renamed);
            } else {
                out.write(in.readNBytes(LENGTHS[tag]));
            }
            i += tag == LONG || tag == DOUBLE ? 1 : 0; // takes two numbers
        }
        return changed;
    }

    /** Renames a class's name, or the classes in a descriptor or a signature. */
    private static String rename(String text, Map<String, String> names) {
        String whole = names.get(text);
        if (whole != null) {
            return whole;
        }
        String result = text;
        for (Map.Entry<String, String> e : names.entrySet()) {
            for (String end : new String[] {";", "<"}) {
                result = result.replace('L' + e.getKey() + end, 'L' + e.getValue() + end);
            }
        }
        return result;
    }
}

package dev.jopher.nats;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.google.errorprone.annotations.CheckReturnValue;

/**
 * Turns values into bytes and back. Both sides of a channel have to agree on it: the bytes name no
 * class, and Java's serialization is not used.
 *
 * <p>Methods are called by many goroutines at once, {@link #decode} also by the client's threads.
 * They compute, and do not wait.
 *
 * {@snippet :
 * record PointCodec() implements Codec<Point> {
 *     public byte[] encode(Point p) {
 *         return ByteBuffer.allocate(8).putInt(p.x()).putInt(p.y()).array();
 *     }
 *
 *     public Point decode(byte[] bytes) {
 *         ByteBuffer b = ByteBuffer.wrap(bytes);
 *         return new Point(b.getInt(), b.getInt());
 *     }
 * }
 * }
 *
 * @param <T> the type of the values
 */
@CheckReturnValue
public interface Codec<T> {
    /**
     * Returns the bytes of {@code value}.
     *
     * @throws Exception if it has none: the send fails, and nothing is sent
     */
    byte[] encode(T value) throws Exception;

    /**
     * Returns the value of {@code bytes}.
     *
     * @throws Exception if they are no value: it goes to the rejected channel
     */
    T decode(byte[] bytes) throws Exception;

    /** Returns the codec of strings: UTF-8. Bytes that are not UTF-8 are no string. */
    static Codec<String> strings() {
        return new Codec<>() {
            @Override
            public byte[] encode(String value) {
                return value.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public String decode(byte[] bytes) throws CharacterCodingException {
                return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes))
                        .toString();
            }
        };
    }

    /** Returns the codec that changes nothing. */
    static Codec<byte[]> bytes() {
        return new Codec<>() {
            @Override
            public byte[] encode(byte[] value) {
                return value;
            }

            @Override
            public byte[] decode(byte[] bytes) {
                return bytes;
            }
        };
    }
}

package dev.jopher.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's first answer. All others have the same length. */
public final class Answer {
    private static final Pattern CONTENT = Pattern
            .compile("(?s).*content-length: *(\\d+)\r\n(?:.*\r\n)?\r\n", Pattern.CASE_INSENSITIVE);

    private Answer() {}

    /** Returns how long the server at that port answers a request. */
    public static int length(int port, byte[] request) throws IOException {
        try (SocketChannel c = Connection.open(port)) {
            c.write(ByteBuffer.wrap(request));
            return read(c, request.length);
        }
    }

    /** Reads one: of HTTP, or, if it is not that, of {@code plain} bytes. Returns its length. */
    private static int read(SocketChannel c, int plain) throws IOException {
        var buffer = ByteBuffer.allocate(8192);
        int expected = Integer.MAX_VALUE;
        while (buffer.position() < expected) {
            if (c.read(buffer) < 0) {
                throw new IOException("the server has closed the connection");
            }
            expected = expected(text(buffer), plain);
        }
        return expected;
    }

    private static String text(ByteBuffer buffer) {
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
    }

    private static int expected(String text, int plain) {
        if (!text.startsWith("HTTP")) {
            return plain;
        }
        int head = text.indexOf("\r\n\r\n") + 4;
        if (head < 4) {
            return Integer.MAX_VALUE;
        }
        Matcher m = CONTENT.matcher(text.substring(0, head));
        return m.matches() ? head + Integer.parseInt(m.group(1)) : head;
    }
}

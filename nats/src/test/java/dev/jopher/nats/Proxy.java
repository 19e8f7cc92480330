package dev.jopher.nats;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between clients and a server: cuts connections, and loses what says "accepted". */
final class Proxy implements AutoCloseable {
    private final ServerSocket listener =
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile double loses;

    Proxy(int server) throws IOException {
        this.server = server;
        Thread.ofPlatform().daemon().name("proxy").start(this::accept);
    }

    String url() {
        return "nats://127.0.0.1:" + listener.getLocalPort();
    }

    /** Sets which part of the accepts is lost. */
    void loseAccepts(double p) {
        loses = p;
    }

    int lost() {
        return lost.get();
    }

    /** Cuts all connections; the next ones are served. */
    void cut() {
        for (Socket s : open) {
            close(s);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket to = new Socket();
                open.add(client);
                open.add(to);
                try {
                    to.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server));
                } catch (IOException e) {
                    close(client);
                    continue;
                }
                pump(client, to, true);
                pump(to, client, false);
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void pump(Socket from, Socket to, boolean filter) {
        Thread.ofPlatform().daemon().name("proxy").start(() -> {
            try {
                if (filter) {
                    frames(new BufferedInputStream(from.getInputStream(), 1 << 16),
                            new BufferedOutputStream(to.getOutputStream(), 1 << 16));
                } else {
                    from.getInputStream().transferTo(to.getOutputStream());
                }
            } catch (IOException e) {
                // cut
            } finally {
                close(from);
                close(to);
            }
        });
    }

    private void close(Socket s) {
        open.remove(s);
        try {
            s.close();
        } catch (IOException e) {
            // cut anyway
        }
    }

    /** What a client says, message by message. */
    private void frames(InputStream in, OutputStream out) throws IOException {
        for (;;) {
            byte[] line = line(in);
            if (line.length == 0) {
                return;
            }
            String text = new String(line, StandardCharsets.ISO_8859_1);
            byte[] body = {};
            if (text.startsWith("PUB ") || text.startsWith("HPUB ")) {
                String size = text.strip().substring(text.strip().lastIndexOf(' ') + 1);
                body = in.readNBytes(Integer.parseInt(size) + 2);
                if (isAccept(text, body)
                        && ThreadLocalRandom.current().nextDouble() < loses) {
                    lost.incrementAndGet();
                    continue;
                }
            }
            out.write(line);
            out.write(body);
            if (in.available() == 0) {
                out.flush();
            }
        }
    }

    private static boolean isAccept(String line, byte[] body) {
        return line.startsWith("PUB $JS.ACK.") && body.length > 1 && body[0] == '+'
                && body[1] == 'A';
    }

    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}

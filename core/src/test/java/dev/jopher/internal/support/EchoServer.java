package dev.jopher.internal.support;

import static dev.jopher.Go.go;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends each byte back; one goroutine accepts, and one serves each connection. */
public final class EchoServer {
    private final ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());

    public EchoServer() throws IOException {
        go(this::accept);
    }

    public Socket connect() throws IOException {
        return new Socket(server.getInetAddress(), server.getLocalPort());
    }

    private void accept() {
        try {
            for (;;) {
                Socket s = server.accept();
                go(() -> serve(s));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void serve(Socket s) {
        try (s; InputStream in = s.getInputStream(); OutputStream out = s.getOutputStream()) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                out.write(b);
            }
        } catch (IOException e) {
            // the client is gone
        }
    }

    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

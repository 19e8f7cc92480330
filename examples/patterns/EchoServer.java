// A server on a real socket sends back whatever it gets; each connection has its goroutine.
// Three clients talk to it at the same time. When the listener closes, they all end.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;
import java.net.*;

void main() throws IOException {
    var l = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    go(this::serve, l);
    var clients = new WaitGroup();
    for (var name : List.of("Ann", "Joe", "Zoe")) {
        clients.go(this::talk, name, l.getLocalSocketAddress());
    }
    clients.await();
    l.close();
    IO.println("goroutines left: " + goroutinesLeft());
}

void serve(ServerSocket l) throws IOException {
    for (;;) {
        try {
            go(this::echo, l.accept());
        } catch (SocketException e) {
            return; // the listener is closed
        }
    }
}

void echo(Socket conn) throws IOException {
    try (conn) {
        conn.getInputStream().transferTo(conn.getOutputStream());
    }
}

void talk(String name, SocketAddress addr) throws IOException {
    try (var conn = new Socket()) {
        conn.connect(addr);
        var in = new BufferedReader(new InputStreamReader(conn.getInputStream()));
        var out = new PrintStream(conn.getOutputStream());
        for (int i : range(3)) {
            out.println(name + " says " + i);
            IO.println("echo: " + in.readLine());
        }
    }
}

// A goroutine that is about to exit gets a moment for it.
int goroutinesLeft() {
    for (int i = 0; i < 1000 && numGoroutine() > 1; i++) sleep(Duration.ofMillis(1));
    return numGoroutine();
}

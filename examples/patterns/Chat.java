// A chat room on a real socket: one goroutine owns the list of guests, others send it events.
// Two scripted guests come, talk and go; each prints what it hears.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;
import java.net.*;

record Guest(String name, Channel<String> out) {
    void write(Socket conn) throws IOException {
        try (conn) {
            var to = new PrintStream(conn.getOutputStream());
            for (var text : out) to.println(text);
        }
    }
}

void main() throws IOException {
    var l = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var r = new Room();
    go(r::run);
    go(r::serve, l);

    var ann = new User("Ann", l.getLocalSocketAddress());
    ann.hear();
    var joe = new User("Joe", l.getLocalSocketAddress());
    ann.hear();
    joe.hear();
    ann.say("Hello, Joe!");
    ann.hear();
    joe.hear();
    joe.say("Good night, Ann.");
    ann.hear();
    joe.hear();
    joe.leave();
    ann.hear();
    ann.leave();

    l.close();
    IO.println("goroutines left: " + goroutinesLeft());
}

class Room {
    final Channel<Guest> joins = new Channel<>();
    final Channel<Guest> leaves = new Channel<>();
    final Channel<String> says = new Channel<>();
    final Channel<Unit> quit = new Channel<>();

    // The guests are this goroutine's alone: no lock.
    void run() {
        var guests = new HashSet<Guest>();
        var join = onReceive(joins);
        var leave = onReceive(leaves);
        var say = onReceive(says);
        var end = onReceive(quit);
        for (;;) {
            switch (select(join, leave, say, end)) {
                case 0 -> {
                    guests.add(join.value());
                    tell(guests, join.value().name() + " is here");
                }
                case 1 -> {
                    guests.remove(leave.value());
                    leave.value().out().close();
                    tell(guests, leave.value().name() + " has left");
                }
                case 2 -> tell(guests, say.value());
                case 3 -> {
                    return;
                }
            }
        }
    }

    void tell(Set<Guest> guests, String text) {
        for (var g : guests) {
            select(
                onSend(g.out(), text),
                otherwise()); // too slow to hear this
        }
    }

    void serve(ServerSocket l) throws IOException {
        var connections = new WaitGroup();
        for (;;) {
            try {
                connections.go(this::handle, l.accept());
            } catch (SocketException e) {
                break; // the listener is closed
            }
        }
        connections.await();
        quit.close();
    }

    void handle(Socket conn) throws IOException {
        var in = new BufferedReader(new InputStreamReader(conn.getInputStream()));
        var g = new Guest(in.readLine(), new Channel<String>(10));
        go(g::write, conn);
        joins.send(g);
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            says.send(g.name() + ": " + line);
        }
        leaves.send(g);
    }
}

// The client's side.
class User {
    final String name;
    final Socket conn = new Socket();
    final BufferedReader in;

    User(String name, SocketAddress addr) throws IOException {
        this.name = name;
        conn.connect(addr);
        in = new BufferedReader(new InputStreamReader(conn.getInputStream()));
        say(name);
    }

    void say(String text) throws IOException {
        conn.getOutputStream().write((text + "\n").getBytes());
    }

    void hear() throws IOException {
        IO.println(name + " hears: " + in.readLine());
    }

    void leave() throws IOException {
        conn.close();
    }
}

// A goroutine that is about to exit gets a moment for it.
int goroutinesLeft() {
    for (int i = 0; i < 1000 && numGoroutine() > 1; i++) sleep(Duration.ofMillis(1));
    return numGoroutine();
}

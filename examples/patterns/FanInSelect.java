// Two speakers into one channel, with a single goroutine that listens to both by select.
// The same as FanIn, one goroutine less.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var c = fanIn(boring("Joe"), boring("Ann"));
    for (int _ : range(10)) IO.println(c.receive());
    IO.println("You're both boring; I'm leaving.");
}

ReceiveChannel<String> fanIn(ReceiveChannel<String> a, ReceiveChannel<String> b) {
    var c = new Channel<String>();
    go(() -> {
        for (;;) {
            select(
                onReceive(a, s -> c.send(s)),
                onReceive(b, s -> c.send(s)));
        }
    });
    return c;
}

ReceiveChannel<String> boring(String name) {
    var random = new Random();
    var c = new Channel<String>();
    go(() -> {
        for (int i = 0; ; i++) {
            c.send(name + " " + i);
            sleep(Duration.ofMillis(random.nextInt(50)));
        }
    });
    return c;
}

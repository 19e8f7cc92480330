// Two speakers into one channel, with a goroutine for each that passes on what it hears.
// The speaker that is ready speaks: they no longer wait for each other's turn.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var c = fanIn(boring("Joe"), boring("Ann"));
    for (int _ : range(10)) IO.println(c.receive());
    IO.println("You're both boring; I'm leaving.");
}

@SafeVarargs
final ReceiveChannel<String> fanIn(ReceiveChannel<String>... inputs) {
    var c = new Channel<String>();
    for (var in : inputs) {
        go(() -> {
            for (;;) c.send(in.receive());
        });
    }
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

// A function that returns a channel: the goroutine behind it makes the values, one at a time.
// Two of them are two services; the receiver decides when each continues.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var joe = boring("Joe");
    var ann = boring("Ann");
    for (int _ : range(5)) {
        IO.println(joe.receive());
        IO.println(ann.receive());
    }
    IO.println("You're both boring; I'm leaving.");
}

ReceiveChannel<String> boring(String name) {
    var c = new Channel<String>();
    go(() -> {
        for (int i = 0; ; i++) c.send(name + " " + i);
    });
    return c;
}

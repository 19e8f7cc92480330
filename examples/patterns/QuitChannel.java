// Main asks Joe to stop, and Joe says when that is done: a handshake over one channel, both ways.
// Without the answer main might leave while Joe is still clearing up.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var quit = new Channel<String>();
    var c = boring("Joe", quit);
    for (int _ : range(5)) IO.println(c.receive());
    quit.send("Bye!");
    IO.println("Joe says: " + quit.receive());
}

ReceiveChannel<String> boring(String name, Channel<String> quit) {
    var c = new Channel<String>();
    go(() -> {
        var bye = onReceive(quit);
        for (int i = 0; ; i++) {
            switch (select(onSend(c, name + " " + i), bye)) {
                case 0 -> {} // said it
                case 1 -> {
                    IO.println("Joe hears: " + bye.value());
                    quit.send("See you!");
                    return;
                }
            }
        }
    });
    return c;
}

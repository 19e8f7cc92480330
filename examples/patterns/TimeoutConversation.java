// The whole conversation may take half a second: the timeout is made once, before the loop.
// However quick each message is, at the end of that time it is over.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var c = boring("Joe");
    var timeout = after(Duration.ofMillis(500));
    var message = onReceive(c);
    for (;;) {
        switch (select(message, onReceive(timeout))) {
            case 0 -> IO.println(message.value());
            case 1 -> {
                IO.println("You talk too much.");
                return;
            }
        }
    }
}

ReceiveChannel<String> boring(String name) {
    var random = new Random();
    var c = new Channel<String>();
    go(() -> {
        for (int i = 0; ; i++) {
            c.send(name + " " + i);
            sleep(Duration.ofMillis(random.nextInt(100)));
        }
    });
    return c;
}

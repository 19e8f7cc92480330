// Each message may take half a second. Joe takes ten times as long each time.
// The timeout is made anew in every round, so it is for one message only.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var c = boring("Joe");
    var message = onReceive(c);
    for (;;) {
        switch (select(message, onTimeout(Duration.ofMillis(500)))) {
            case 0 -> IO.println(message.value());
            case 1 -> {
                IO.println("You're too slow.");
                return;
            }
        }
    }
}

ReceiveChannel<String> boring(String name) {
    var c = new Channel<String>();
    go(() -> {
        var pause = Duration.ofMillis(1);
        for (int i = 0; ; i++) {
            c.send(name + " " + i);
            sleep(pause);
            pause = pause.multipliedBy(10);
        }
    });
    return c;
}

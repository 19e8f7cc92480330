// One value over a channel without a buffer: the sender waits until main receives.
// A tenth of a second after it began, the send has still not returned.
import static dev.jopher.Go.*;
import dev.jopher.*;
import java.util.concurrent.atomic.*;

void main() {
    var c = new Channel<String>();
    var done = new Channel<Boolean>();
    var sent = new AtomicBoolean();
    go(() -> {
        c.send("one sheep");
        sent.set(true);
        done.send(true);
    });
    sleep(Duration.ofMillis(100));
    IO.println("before the receive, sent: " + sent.get());
    IO.println("received: " + c.receive());
    done.receive();
    IO.println("after the receive, sent: " + sent.get());
}

// Every request starts a goroutine that listens for updates. The request ends, the updates never
// do.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    for (int i : range(10)) IO.println(serve("/page" + i));
    sleep(Duration.ofMillis(200));
}

String serve(String path) {
    var updates = new Channel<String>();
    go(() -> listen(path, updates));
    updates.send("loading");
    return "200 " + path;
}

void listen(String path, ReceiveChannel<String> updates) {
    for (var _ : updates) {   // BUG: no code closes the updates of a request that has ended
        sleep(Duration.ofMillis(1));
    }
}

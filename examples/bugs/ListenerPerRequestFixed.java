// Corrected: the request closes its updates on the way out.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    for (int i : range(10)) IO.println(serve("/page" + i));
    sleep(Duration.ofMillis(200));
}

String serve(String path) {
    var updates = new Channel<String>();
    go(() -> listen(path, updates));
    try {
        updates.send("loading");
        return "200 " + path;
    } finally {
        updates.close();
    }
}

void listen(String path, ReceiveChannel<String> updates) {
    for (var _ : updates) {
        sleep(Duration.ofMillis(1));
    }
}

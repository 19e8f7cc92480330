// Corrected: a finally block gives the permit back.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

Channel<Unit> permits = new Channel<>(2);

void main() {
    download("a");
    var wg = new WaitGroup();
    for (var url : List.of("", "", "", "")) wg.go(() -> download(url));
    wg.await();
    IO.println("all done");
}

void download(String url) {
    permits.send(UNIT);
    try {
        if (url.isEmpty()) return;
        sleep(Duration.ofMillis(5));
    } finally {
        permits.receive();
    }
}

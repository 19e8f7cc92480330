// Corrected: wg.go counts before it starts the goroutine.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var results = new Channel<String>(3);
    var wg = new WaitGroup();
    for (int i : range(3)) {
        wg.go(() -> {
            sleep(Duration.ofMillis(100 + 50 * i));
            fetch("page " + i, results);
        });
    }
    wg.await();
    results.close();
    for (var result : results) IO.println(result);
    sleep(Duration.ofMillis(200));
}

void fetch(String url, SendChannel<String> results) {
    results.send("content of " + url);
}

// Corrected: another goroutine waits and closes, while main reads.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var results = new Channel<String>();
    var wg = new WaitGroup();
    for (var url : List.of("a", "b", "c")) wg.go(() -> fetch(url, results));
    go(() -> {
        wg.await();
        results.close();
    });
    for (var result : results) IO.println(result);
}

void fetch(String url, SendChannel<String> results) {
    results.send("content of " + url);
}

// The goroutines count themselves, too late: await finds a count of zero, and main closes the
// channel that they send to.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var results = new Channel<String>(3);
    var wg = new WaitGroup();
    for (int i : range(3)) {
        go(() -> {
            sleep(Duration.ofMillis(100 + 50 * i));
            wg.add(1);
            fetch("page " + i, results);
            wg.done();
        });
    }
    wg.await();
    results.close();
    for (var result : results) IO.println(result);
    sleep(Duration.ofMillis(200));
}

void fetch(String url, SendChannel<String> results) {
    results.send("content of " + url);   // BUG: main did not wait, and has closed it
}

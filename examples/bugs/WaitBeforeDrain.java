// main waits for all workers before it reads what they send. They send to a channel that no
// goroutine reads.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var results = new Channel<String>();
    var wg = new WaitGroup();
    for (var url : List.of("a", "b", "c")) wg.go(() -> fetch(url, results));
    wg.await();   // BUG: the workers wait for a receiver, and that is further down
    results.close();
    for (var result : results) IO.println(result);
}

void fetch(String url, SendChannel<String> results) {
    results.send("content of " + url);   // BUG: no goroutine receives before all have sent
}

// Corrected: one closes, when all have finished.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var results = new Channel<Integer>(10);
    var wg = new WaitGroup();
    for (int i : range(2)) wg.go(() -> work(i, results));
    wg.await();
    results.close();
    IO.println(results.len() + " results");
}

void work(int id, SendChannel<Integer> results) {
    sleep(Duration.ofMillis(100 * id));
    if (id == 0) results.send(0);
}

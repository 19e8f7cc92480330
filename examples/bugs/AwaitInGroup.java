// The last worker closes the results when all are done, and is itself one of those.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var results = new Channel<Integer>();
    var wg = new WaitGroup();
    for (int i : range(3)) wg.go(() -> results.send(i * i));
    wg.go(() -> {
        wg.await();   // BUG: waits for a group that it belongs to
        results.close();
    });
    int sum = 0;
    for (int n : results) sum += n;
    IO.println("sum " + sum);
}

// Corrected: the goroutine that waits for the group is not part of it.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var results = new Channel<Integer>();
    var wg = new WaitGroup();
    for (int i : range(3)) wg.go(() -> results.send(i * i));
    go(() -> {
        wg.await();
        results.close();
    });
    int sum = 0;
    for (int n : results) sum += n;
    IO.println("sum " + sum);
}

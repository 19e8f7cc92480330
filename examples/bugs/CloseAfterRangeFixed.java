// Corrected: another goroutine waits and closes, while main reads.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var squares = new Channel<Integer>();
    var wg = new WaitGroup();
    for (int i : range(4)) wg.go(() -> squares.send(i * i));
    go(() -> {
        wg.await();
        squares.close();
    });
    int sum = 0;
    for (int n : squares) sum += n;
    IO.println("sum " + sum);
}

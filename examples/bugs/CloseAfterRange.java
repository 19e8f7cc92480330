// The channel is closed after the loop that ends when it is closed.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var squares = new Channel<Integer>();
    var wg = new WaitGroup();
    for (int i : range(4)) wg.go(() -> squares.send(i * i));
    int sum = 0;
    for (int n : squares) sum += n;   // BUG: ends when the channel is closed, two lines below
    wg.await();
    squares.close();
    IO.println("sum " + sum);
}

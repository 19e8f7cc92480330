// receive gives null from a closed channel, and Java makes an int of it.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var numbers = new Channel<Integer>();
    go(() -> {
        for (int i : range(3)) numbers.send(i);
        numbers.close();
    });
    int sum = 0;
    for (;;) {
        int n = numbers.receive();   // BUG: null at the end
        if (n < 0) break;
        sum += n;
    }
    IO.println("sum " + sum);
}

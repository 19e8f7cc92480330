// Corrected: a loop over the channel ends when it is closed.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var numbers = new Channel<Integer>();
    go(() -> {
        for (int i : range(3)) numbers.send(i);
        numbers.close();
    });
    int sum = 0;
    for (int n : numbers) sum += n;
    IO.println("sum " + sum);
}

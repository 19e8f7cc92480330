// The consumer has had enough and closes the channel. The producer does not know and sends the
// next value.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var numbers = new Channel<Integer>();
    go(() -> count(numbers));
    for (int n : numbers) {
        if (n == 3) break;
    }
    numbers.close();
    sleep(Duration.ofMillis(200));
    IO.println("counted to 3");
}

void count(SendChannel<Integer> numbers) {
    for (int i = 1;; i++) {
        sleep(Duration.ofMillis(5));
        numbers.send(i);   // BUG: the receiver has closed the channel
    }
}

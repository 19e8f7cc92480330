// Corrected: the receiver says that it has had enough on a channel of its own; only the sender
// closes.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var numbers = new Channel<Integer>();
    var enough = new Channel<Unit>();
    go(() -> count(numbers, enough));
    for (int n : numbers) {
        if (n == 3) break;
    }
    enough.close();
    IO.println("counted to 3");
}

void count(SendChannel<Integer> numbers, ReceiveChannel<Unit> enough) {
    for (int i = 1;; i++) {
        sleep(Duration.ofMillis(5));
        if (select(onSend(numbers, i), onReceive(enough)) == 1) return;
    }
}

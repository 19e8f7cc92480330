// A closed channel takes no values: to send one is a mistake that ends the program.
// It also hits a goroutine that has waited in a send since before the close, as here.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var c = new Channel<Integer>();
    go(this::sender, c);
    sleep(Duration.ofMillis(100));
    IO.println("closing while somebody sends");
    c.close();
    select();
}

void sender(SendChannel<Integer> c) {
    c.send(1);
}

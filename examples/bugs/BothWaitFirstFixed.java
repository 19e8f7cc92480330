// Corrected: first the item, then the word that it is done.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var items = new Channel<String>();
    var ready = new Channel<Unit>();
    go(() -> produce(items, ready));
    for (var item : items) {
        IO.println(item);
        ready.send(UNIT);
    }
}

void produce(SendChannel<String> items, ReceiveChannel<Unit> ready) {
    for (var item : List.of("wool", "fish")) {
        items.send(item);
        ready.receive();
    }
    items.close();
}

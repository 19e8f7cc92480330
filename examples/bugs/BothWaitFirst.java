// The producer waits until the consumer is ready for the next item. The consumer says so after
// each item, the first included.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var items = new Channel<String>();
    var ready = new Channel<Unit>();
    go(() -> produce(items, ready));
    for (var item : items) {   // BUG: waits for an item before it has ever said that it is ready
        IO.println(item);
        ready.send(UNIT);
    }
}

void produce(SendChannel<String> items, ReceiveChannel<Unit> ready) {
    for (var item : List.of("wool", "fish")) {
        ready.receive();       // BUG: waits for the consumer, which waits for us
        items.send(item);
    }
    items.close();
}

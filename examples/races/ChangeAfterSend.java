// The sender changes an object that it has already given away.
import static dev.jopher.Go.*;
import dev.jopher.*;

class Order {
    int amount = 1;
}

void main() {
    var orders = new Channel<Order>(1);
    go(() -> {
        var order = new Order();
        orders.send(order);
        order.amount = 2; // RACE: the receiver has it now
    });
    var order = orders.receive();
    sleep(Duration.ofMillis(100));
    IO.println(order.amount > 0); // RACE: one or two?
}

// ChangeAfterSend.java, corrected.
import static dev.jopher.Go.*;
import dev.jopher.*;

class Order {
    int amount = 1;
}

void main() {
    var orders = new Channel<Order>(1);
    go(() -> {
        var order = new Order();
        order.amount = 2;
        orders.send(order);
    });
    var order = orders.receive();
    sleep(Duration.ofMillis(100));
    IO.println(order.amount > 0);
}

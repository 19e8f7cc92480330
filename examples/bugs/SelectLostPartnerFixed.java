// Corrected: the two say that they have closed, and the dispatcher ends when both have.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var orders = new Channel<String>();
    var returns = new Channel<String>();
    var done = new WaitGroup();
    var closed = new Channel<Unit>(2);
    done.go(() -> dispatch(orders, returns, closed));
    go(() -> {
        for (int i : range(2)) orders.send("order " + i);
        closed.send(UNIT);
    });
    go(() -> {
        returns.send("return 0");
        closed.send(UNIT);
    });
    done.await();
}

void dispatch(ReceiveChannel<String> orders, ReceiveChannel<String> returns, ReceiveChannel<Unit> closed) {
    int open = 2;
    while (open > 0) {
        int i = select(
            onReceive(orders, o -> IO.println("handled")),
            onReceive(returns, r -> IO.println("handled")),
            onReceive(closed));
        if (i == 2) open--;
    }
}

// The dispatcher takes orders and returns. Both shops close, without a word to it.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var orders = new Channel<String>();
    var returns = new Channel<String>();
    var done = new WaitGroup();
    done.go(() -> dispatch(orders, returns));
    go(() -> { for (int i : range(2)) orders.send("order " + i); });
    go(() -> returns.send("return 0"));
    done.await();
}

void dispatch(ReceiveChannel<String> orders, ReceiveChannel<String> returns) {
    int handled = 0;
    for (;;) {
        select(   // BUG: no sender is left on either of the two
            onReceive(orders, o -> IO.println("handled")),
            onReceive(returns, r -> IO.println("handled")));
        handled++;
    }
}

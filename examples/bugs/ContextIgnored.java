// The context is cancelled, but the producer sends without asking it.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    IO.println("sum of three: " + sumOfThree());
    sleep(Duration.ofMillis(200));
}

int sumOfThree() {
    try (var ctx = Context.background().withCancel()) {
        var numbers = count(ctx);
        int sum = 0;
        for (var _ : range(3)) sum += numbers.receive();
        sleep(Duration.ofMillis(100));   // writes it down
        return sum;
    }
}

ReceiveChannel<Integer> count(Context ctx) {
    var c = new Channel<Integer>();
    go(() -> {
        for (int i = 1; ctx.err() == null; i++) {
            c.send(i);   // BUG: waits without looking at the context
        }
    });
    return c;
}

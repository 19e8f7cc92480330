// Corrected: the send ends with the context.
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
        for (int i = 1;; i++) {
            if (select(onSend(c, i), onReceive(ctx.done())) == 1) return;
        }
    });
    return c;
}

// Corrected: a select with another case: the channel that never is does no harm there.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    IO.println("next: " + next(subscribe(false)));
}

ReceiveChannel<String> subscribe(boolean enabled) {
    if (!enabled) return Channel.never();
    var c = new Channel<String>(1);
    c.send("rain");
    return c;
}

String next(ReceiveChannel<String> notifications) {
    var next = onReceive(notifications);
    return select(next, otherwise()) == 0 ? next.value() : "none";
}

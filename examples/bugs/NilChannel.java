// Notifications can be switched off: then there is no channel. A request for the next one waits
// forever.
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
    return notifications.receive();   // BUG: there is no channel when they are switched off
}

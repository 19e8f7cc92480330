// Every session starts a ticker that keeps it alive, and no code stops it when the session ends.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    for (var user : List.of("Ann", "Bob", "Cy")) IO.println(session(user));
    sleep(Duration.ofMillis(200));
}

String session(String user) {
    var ticker = new Ticker(Duration.ofMillis(10));
    go(() -> keepAlive(ticker));
    return user + " was here";
}

void keepAlive(Ticker ticker) {
    for (;;) ticker.channel().receive();   // BUG: ticks on after the session has ended
}

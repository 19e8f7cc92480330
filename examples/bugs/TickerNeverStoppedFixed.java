// Corrected: the session ends the goroutine and stops the ticker.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    for (var user : List.of("Ann", "Bob", "Cy")) IO.println(session(user));
    sleep(Duration.ofMillis(200));
}

String session(String user) {
    try (var ctx = Context.background().withCancel();
            var ticker = new Ticker(Duration.ofMillis(10))) {
        go(() -> keepAlive(ctx, ticker));
        return user + " was here";
    }
}

void keepAlive(Context ctx, Ticker ticker) {
    while (select(onReceive(ticker.channel()), onReceive(ctx.done())) == 0) {}
}

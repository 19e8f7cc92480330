// A watcher ends when its context is cancelled. The one who made the context forgets it.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    for (var user : List.of("Ann", "Bob", "Cy")) IO.println(login(user));
    sleep(Duration.ofMillis(200));
}

String login(String user) {
    var ctx = Context.background().withCancel();
    var clicks = new Channel<String>(1);
    go(() -> watch(ctx, clicks));
    clicks.send(user + " clicked");
    return "hello, " + user;
}

void watch(Context ctx, ReceiveChannel<String> clicks) {
    for (;;) {
        var click = onReceive(clicks);
        if (select(click, onReceive(ctx.done())) == 1) return;   // BUG: login never called cancel
    }
}

// Each message carries a channel on which its speaker waits until it may continue.
// Joe and Ann still come in any order, but stay in step: none gets a round ahead.
import static dev.jopher.Go.*;
import dev.jopher.*;

record Message(String text, Channel<Boolean> goOn) {}

void main() {
    var c = fanIn(boring("Joe"), boring("Ann"));
    for (int _ : range(5)) {
        var first = c.receive();
        IO.println(first.text());
        var second = c.receive();
        IO.println(second.text());
        first.goOn().send(true);
        second.goOn().send(true);
    }
    IO.println("You're both boring; I'm leaving.");
}

ReceiveChannel<Message> boring(String name) {
    var random = new Random();
    var c = new Channel<Message>();
    var goOn = new Channel<Boolean>();
    go(() -> {
        for (int i = 0; ; i++) {
            c.send(new Message(name + " " + i, goOn));
            sleep(Duration.ofMillis(random.nextInt(50)));
            goOn.receive();
        }
    });
    return c;
}

@SafeVarargs
final ReceiveChannel<Message> fanIn(ReceiveChannel<Message>... inputs) {
    var c = new Channel<Message>();
    for (var in : inputs) {
        go(() -> {
            for (;;) c.send(in.receive());
        });
    }
    return c;
}

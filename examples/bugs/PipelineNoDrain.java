// The last stage fails and returns. The stages
// before it wait for a receiver of what they have.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    IO.println("stored: " + store(parse(read())));
    sleep(Duration.ofMillis(200));
}

ReceiveChannel<String> read() {
    var out = new Channel<String>();
    go(() -> {
        for (var s : List.of("1", "2", "three", "4", "5")) out.send(s);   // BUG: parse has stopped
        out.close();
    });
    return out;
}

ReceiveChannel<Integer> parse(ReceiveChannel<String> in) {
    var out = new Channel<Integer>();
    go(() -> {
        for (var s : in) out.send(s.length());   // BUG: store has stopped reading
        out.close();
    });
    return out;
}

boolean store(ReceiveChannel<Integer> in) {
    for (int n : in) {
        if (n > 1) return false;
    }
    return true;
}

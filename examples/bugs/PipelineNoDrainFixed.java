// Corrected: a stage that stops reading drains the rest, so that the others come to their end.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    IO.println("stored: " + store(parse(read())));
    sleep(Duration.ofMillis(200));
}

ReceiveChannel<String> read() {
    var out = new Channel<String>();
    go(() -> {
        for (var s : List.of("1", "2", "three", "4", "5")) out.send(s);
        out.close();
    });
    return out;
}

ReceiveChannel<Integer> parse(ReceiveChannel<String> in) {
    var out = new Channel<Integer>();
    go(() -> {
        for (var s : in) out.send(s.length());
        out.close();
    });
    return out;
}

boolean store(ReceiveChannel<Integer> in) {
    for (int n : in) {
        if (n > 1) {
            while (in.receive() != null) {}
            return false;
        }
    }
    return true;
}

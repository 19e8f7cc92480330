// find returns at the first match. The generator has more, and waits forever for a receiver, which
// never comes.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    for (var word : List.of("fish", "sheep")) {
        IO.println(word + ": line " + find(word));
    }
}

int find(String word) {
    var lines = lines();
    for (int n = 1; lines.receive() instanceof String line; n++) {
        if (line.contains(word)) return n;
    }
    return -1;
}

ReceiveChannel<String> lines() {
    var c = new Channel<String>();
    go(() -> {
        for (var line : List.of("one fish", "two sheep", "red fish", "blue fish")) {
            c.send(line);   // BUG: find has returned, no receiver is left
        }
        c.close();
    });
    return c;
}

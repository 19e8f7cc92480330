// Corrected: the generator is stopped when its values are no longer wanted.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    for (var word : List.of("fish", "sheep")) {
        IO.println(word + ": line " + find(word));
    }
}

int find(String word) {
    try (var ctx = Context.background().withCancel()) {
        var lines = lines(ctx);
        for (int n = 1; lines.receive() instanceof String line; n++) {
            if (line.contains(word)) return n;
        }
        return -1;
    }
}

ReceiveChannel<String> lines(Context ctx) {
    var c = new Channel<String>();
    go(() -> {
        for (var line : List.of("one fish", "two sheep", "red fish", "blue fish")) {
            if (select(onSend(c, line), onReceive(ctx.done())) == 1) return;
        }
        c.close();
    });
    return c;
}

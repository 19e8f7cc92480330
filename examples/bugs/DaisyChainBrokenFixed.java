// Corrected: main whispers to the last one.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var leftmost = new Channel<Integer>();
    var left = leftmost;
    for (int _ : range(50)) {
        var right = new Channel<Integer>();
        go(this::whisper, left, right);
        left = right;
    }
    go(left::send, 1);
    IO.println(leftmost.receive());
}

void whisper(SendChannel<Integer> left, ReceiveChannel<Integer> right) {
    left.send(1 + right.receive());
}

// A chain in which each adds one to what comes from the right. The last one is never given
// anything.
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
    IO.println(leftmost.receive());       // BUG: the whisper was never started
}

void whisper(SendChannel<Integer> left, ReceiveChannel<Integer> right) {
    left.send(1 + right.receive());       // BUG: each waits for its neighbour; the last has none
}

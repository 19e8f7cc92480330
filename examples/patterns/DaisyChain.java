// A hundred thousand gophers in a row: each adds one to what it hears from the right.
// Watch how long it takes to make them all and to whisper through the whole row.
import static dev.jopher.Go.*;
import dev.jopher.*;

final int N = 100_000;

void main() {
    var leftmost = new Channel<Integer>();
    var left = leftmost;
    for (int _ : range(N)) {
        var right = new Channel<Integer>();
        go(this::whisper, left, right);
        left = right;
    }
    var rightmost = left;
    go(() -> rightmost.send(1));
    IO.println(leftmost.receive());
}

void whisper(SendChannel<Integer> left, ReceiveChannel<Integer> right) {
    left.send(1 + right.receive());
}

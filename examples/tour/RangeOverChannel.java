// Range receives until the channel is closed and everything sent before is taken out.
// After that a receive returns at once, with nothing, and says so.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var squares = new Channel<Integer>(3);
    go(() -> {
        for (int i : range(5)) squares.send(i * i);
        squares.close();
    });
    for (int square : squares) IO.println(square);
    boolean ok = squares.receiveOk().ok();
    IO.println("still open: " + ok);
}

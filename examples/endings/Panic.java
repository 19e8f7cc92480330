// An uncaught exception ends the whole program, in whichever goroutine it happens.
// The exit code is 2; the report shows what, where, and which goroutine started that one.
import static dev.jopher.Go.*;
import dev.jopher.*;

void main() {
    var c = new Channel<Integer>();
    go(this::worker, c);
    IO.println("never received: " + c.receive());
}

void worker(SendChannel<Integer> c) {
    try {
        throw new IllegalStateException("boom");
    } finally {
        IO.println("deferred calls run");
    }
}

// A goroutine calls itself a million times; a thread with a stack of 1 MB ends long before.
// Its stack grows on the way down, and what it took is given back when it is up again.
import static dev.jopher.Go.*;
import dev.jopher.*;

final int DEPTH = 1_000_000;

final Channel<Integer> stops = new Channel<>();
final Channel<Boolean> goOn = new Channel<>();

void main() {
    go(() -> {
        stop(0);
        stop(down(DEPTH));
    });
    long before = look("before");
    long bottom = look("at the bottom") - before;
    long after = look("back again, steps") - before;
    IO.println("more than a thread has: " + (bottom > 4 << 20));
    IO.println("shrunk again: " + (after < 1 << 20));
}

int down(int n) {
    if (n == 0) {
        stop(DEPTH);
        return 0;
    }
    return down(n - 1) + 1;
}

void stop(int n) {
    stops.send(n);
    goOn.receive();
}

long look(String where) {
    int n = stops.receive();
    long bytes = memory();
    IO.println(where + " " + n);
    IO.println("  memory: " + (bytes >> 20) + " MB");
    goOn.send(true);
    return bytes;
}

// The memory of the heap, where the stack of a goroutine is while it waits.
long memory() {
    for (int _ : range(3)) {
        sleep(Duration.ofMillis(100));
        System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
}

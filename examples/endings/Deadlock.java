// No goroutine can resume: main waits for a value that is never sent, the others for other things.
// The program ends with exit code 2 and a report of what each waits for.
import static dev.jopher.Go.*;
import dev.jopher.*;
import dev.jopher.sync.*;

void main() {
    var c = new Channel<Integer>();
    var mu = new Mutex();
    mu.lock();
    var wg = new WaitGroup();
    wg.add(1);
    go(this::send, new Channel<Integer>());
    go(this::lock, mu);
    go(this::waitFor, wg);
    go(() -> c.receive());
    go(() -> {
        select(
            onReceive(c),
            onReceive(new Channel<Integer>(), v -> c.send(v)));
    });
    c.receive();
}

void send(SendChannel<Integer> c) { c.send(1); }

void lock(Mutex mu) { mu.lock(); }

void waitFor(WaitGroup wg) { wg.await(); }

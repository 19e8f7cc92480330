// The signal comes before the wait, and is lost: a condition remembers nothing.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

Mutex mu = new Mutex();
Cond ready = new Cond(mu);

void main() {
    go(this::load);
    sleep(Duration.ofMillis(200));   // is busy with something else
    try (var _ = mu.hold()) {
        ready.await();              // BUG: does not ask first whether it is loaded
    }
    IO.println("loaded");
}

void load() {
    try (var _ = mu.hold()) {
        ready.signal();
    }
}

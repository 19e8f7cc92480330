// Corrected: what the signal is about stands in a variable, and the wait asks for it.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

Mutex mu = new Mutex();
Cond ready = new Cond(mu);
boolean loaded;

void main() {
    go(this::load);
    sleep(Duration.ofMillis(200));   // is busy with something else
    try (var _ = mu.hold()) {
        while (!loaded) ready.await();
    }
    IO.println("loaded");
}

void load() {
    try (var _ = mu.hold()) {
        loaded = true;
        ready.signal();
    }
}

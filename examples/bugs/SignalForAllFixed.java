// Corrected: broadcast wakes all.
import static dev.jopher.Go.*;
import dev.jopher.sync.*;

Mutex mu = new Mutex();
Cond opened = new Cond(mu);
boolean open;

void main() {
    var runners = new WaitGroup();
    for (var _ : range(3)) runners.go(this::run);
    sleep(Duration.ofMillis(200));
    try (var _ = mu.hold()) {
        open = true;
        opened.broadcast();
    }
    runners.await();
    IO.println("all ran");
}

void run() {
    try (var _ = mu.hold()) {
        while (!open) opened.await();
    }
}
